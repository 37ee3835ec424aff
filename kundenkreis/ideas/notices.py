"""What people are told about ideas."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "idea_moved": NoticeText(
        subject=_("{status}: {title}"),
        body=_("There is news about an idea you wrote or voted for.\n\n{sentence}"),
        action=_("See the idea"),
        private=True,
    ),
    "idea_closed": NoticeText(
        subject=_("{status}: {title}"),
        body=_(
            "There is news about an idea you wrote or voted for.\n\n{sentence}\n\nAll votes for it came back. You can use yours for another idea."
        ),
        action=_("See the idea"),
        private=True,
    ),
    "idea_answered": NoticeText(
        subject=_("Our answer: {title}"),
        body=_("We answered an idea you wrote or voted for:\n\n{text}"),
        action=_("See the idea"),
        private=True,
    ),
    "idea_commented": NoticeText(
        subject=_("A comment on your idea: {title}"),
        body=_("{author} wrote:\n\n{text}"),
        action=_("See the idea"),
        private=True,
    ),
    "idea_merged": NoticeText(
        subject=_("Part of another idea: {title}"),
        body=_(
            "This idea says the same as another one: {into}. We put them together. Each vote counts there once."
        ),
        action=_("See the idea"),
        private=True,
    ),
}
