"""What people are told about what they may do."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "ability_given": NoticeText(
        subject=_("{now}"),
        body=_("{why}\n\nYou need not use it. Thank you for your help."),
        action=_("What I may do here and why"),
        private=True,
    ),
    "ability_ended": NoticeText(
        subject=_("Changed: {title}"),
        body=_(
            "You no longer have this ability.\n\n{why}\n\nYou can earn it again. You can also object; then somebody else decides."
        ),
        action=_("What I may do here and why"),
        private=True,
    ),
    "ability_contested": NoticeText(
        subject=_("{name} objects: {title}"),
        body=_("{text}\n\nSomebody who did not decide before has to answer."),
        action=_("Look at the objection"),
        private=True,
    ),
    "ability_contest_decided": NoticeText(
        subject=_("Our answer to your objection: {outcome}"),
        body=_("{answer}"),
        action=_("What I may do here and why"),
        private=True,
    ),
}
