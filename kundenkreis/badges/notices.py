"""What people are told about badges."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "badge_given": NoticeText(
        subject=_("A badge for you: {title}"),
        body=_("{why}\n\nIt stands on your page. You can hide it."),
        action=_("My badges"),
        private=True,
    ),
}
