"""What moderators are told. People in a case hear only what was decided about them, by moderation."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "collusion_found": NoticeText(
        subject=_("Thanks and votes that somebody should look at"),
        body=_(
            "Our rules see patterns that chance does not explain. New cases: {count}. Nothing has happened to anybody. Please look at the numbers, and at what else may explain them."
        ),
        action=_("Look at the cases"),
        private=True,
    ),
}
