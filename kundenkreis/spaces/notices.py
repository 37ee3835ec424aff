"""What members of spaces are told; never the words themselves, which stay in the space."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "space_invited": NoticeText(
        subject=_("{name} invites you into a private space"),
        body=_("The space is called «{space}». Only its members can read what is written there.\n\nThe invitation is valid for 14 days. You can leave at any time."),
        action=_("See the invitation"),
        private=True,
    ),
    "space_question": NoticeText(
        subject=_("New question in «{space}»"),
        body=_("{name} asks: {title}\n\nOnly members of the space can read and answer it."),
        action=_("Read and answer"),
        private=True,
    ),
    "space_answer": NoticeText(
        subject=_("New answer in «{space}»"),
        body=_("{name} answered: {title}\n\nOnly members of the space can read it."),
        action=_("Read it"),
        private=True,
    ),
    "space_comment": NoticeText(
        subject=_("New comment in «{space}»"),
        body=_("{name} wrote about your answer: {title}\n\nOnly members of the space can read it."),
        action=_("Read it"),
        private=True,
    ),
    "space_mentioned": NoticeText(
        subject=_("{name} mentions you in «{space}»"),
        body=_("{name} calls you by name: {title}\n\nOnly members of the space can read it."),
        action=_("Read it"),
        private=True,
    ),
    "space_meanwhile": NoticeText(
        subject=_("While you rested: new questions in your spaces"),
        body=_("{lines}\n\nYou need not answer. Welcome back."),
        action=_("To my spaces"),
        private=True,
    ),
    "space_solved_for_you": NoticeText(
        subject=_("Solved for you: {title}"),
        body=_("{name} said in your place that an answer solved your question. If that is not right, take it back."),
        action=_("See the answer"),
        private=True,
    ),
    "space_answer_accepted": NoticeText(
        subject=_("Your answer helped: {title}"),
        body=_("Your answer in «{space}» solved the question. Thank you."),
        action=_("Read it"),
        private=True,
    ),
    "space_removed": NoticeText(
        subject=_("You are no longer in «{space}»"),
        body=_("Somebody who keeps the space took you out. You cannot read it any more."),
        action=_("To my spaces"),
        private=True,
    ),
    "space_keeper": NoticeText(
        subject=_("You keep «{space}» now"),
        body=_("You can invite people, take them out, name other keepers, and end the space."),
        action=_("To the space"),
        private=True,
    ),
    "space_ended": NoticeText(
        subject=_("«{space}» has ended"),
        body=_("You can read it until {until:date}. Then all of it is erased."),
        action=_("Read it"),
        private=True,
    ),
}  # fmt: skip
