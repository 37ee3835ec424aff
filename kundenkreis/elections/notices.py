"""What members are told about elections."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "election_vote_opened": NoticeText(
        subject=_("You may vote: moderators of the community"),
        body=_("{many} members stand. You can vote until {until}. Nobody learns whom you choose."),
        action=_("Read and vote"),
        private=True,
    ),
    "election_won": NoticeText(
        subject=_("You are elected"),
        body=_("You are a moderator of the community until {until:date}. You decide about texts that were reported, and say why. You can resign at any time."),
        action=_("See what is to do"),
        private=True,
    ),
    "election_not_won": NoticeText(
        subject=_("The election is over"),
        body=_("You were not elected this time. Thank you that you stood."),
        action=_("See the result"),
        private=True,
    ),
    "mandate_recalled": NoticeText(
        subject=_("Your office has ended"),
        body=_("A manager ended your office as a moderator:\n\n{reason}\n\nIf you do not agree, answer our team."),
        action=_("See it"),
        private=True,
    ),
    "mandate_recalled_by_members": NoticeText(
        subject=_("Your office has ended"),
        body=_("Members voted that your office as a moderator ends. They had asked for it with these words:\n\n{reason}"),
        action=_("See it"),
        private=True,
    ),
    "recall_asked": NoticeText(
        subject=_("Members ask that your office ends"),
        body=_("{words}\n\nIf {needed} members sign until {until}, members vote on it. You can say your side; it stands beside the petition."),
        action=_("Read and answer"),
        private=True,
    ),
    "recall_vote_opened": NoticeText(
        subject=_("You may vote: should the office of {name} end?"),
        body=_("Members ask that {name} is a moderator no longer. You can vote until {until}. Nobody learns what you choose."),
        action=_("Read and vote"),
        private=True,
    ),
    "recall_over": NoticeText(
        subject=_("Your office goes on"),
        body=_("The petition for a recall is over: {yes} wanted your office to end, {no} did not. Thank you for your work."),
        action=_("See the result"),
        private=True,
    ),
}  # fmt: skip
