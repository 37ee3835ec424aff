"""What members are told about the rules."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "charter_vote_opened": NoticeText(
        subject=_("You may vote: {title}"),
        body=_("The rules of the community may change. You can vote until {until}. Nobody learns what you choose."),
        action=_("Read and vote"),
        private=True,
    ),
    "charter_counted": NoticeText(
        subject=_("Please decide: {title}"),
        body=_("The members have voted: {yes} yes, {no} no, {blank} without a choice. Where you depart from it, say why."),
        action=_("Decide"),
        private=True,
    ),
    "charter_adopted": NoticeText(
        subject=_("The rules of the community change"),
        body=_("{title}\n\nThe new version counts from {from_when:date} on."),
        action=_("Read the rules"),
        private=True,
    ),
    "charter_not_adopted": NoticeText(
        subject=_("The rules of the community stay"),
        body=_("We do not take this up: {title}\n\n{reasons}"),
        action=_("Read why"),
        private=True,
    ),
}  # fmt: skip
