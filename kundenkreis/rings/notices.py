"""What who receives a message is told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "ring": NoticeText(
        subject=_("Message of {name}: {title}"),
        body=_("{name} writes to members of the community:\n\n{text}\n\nYou need not answer. You can say at any time that you want no more messages."),
        action=_("Answer, or want no more"),
        private=True,
    ),
    "ring_digest": NoticeText(
        subject=_("Messages of members, this week"),
        body=_("{lines}\n\nThey are kept for 30 days."),
        action=_("Read them"),
        private=True,
    ),
}  # fmt: skip
