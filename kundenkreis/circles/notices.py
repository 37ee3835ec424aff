"""What the circle and the team are told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "circle_invited": NoticeText(
        subject=_("We invite you into our circle"),
        body=_("{reason}\n\nIn the circle you have a direct line to us, and talk with others like you. You can leave at any time. Nobody is paid for it."),
        action=_("Read more and answer"),
        private=True,
    ),
    "direct_line_written": NoticeText(
        subject=_("On the direct line: {title}"),
        body=_("{name} writes. We promised an answer until {until}."),
        action=_("Read and answer"),
        private=True,
    ),
    "direct_line_due": NoticeText(
        subject=_("Answer until {until}: {title}"),
        body=_("This waits on the direct line. We promised an answer until {until}."),
        action=_("Read and answer"),
        private=True,
    ),
    "direct_line_overdue": NoticeText(
        subject=_("Promise broken: {title}"),
        body=_("We promised an answer until {until}. It counts as late now. Please answer today."),
        action=_("Read and answer"),
        private=True,
    ),
}  # fmt: skip
