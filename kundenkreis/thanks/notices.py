"""How thanks reach a member."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "member_thanked": NoticeText(
        subject=_("{name} says thank you"),
        body=_("{words}\n\n{name}, {brand}\n\nThis is about: {why}"),
        action=_("See it again"),
        private=True,
    ),
}
