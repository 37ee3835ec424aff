"""What people are told about their workload."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "workload_high": NoticeText(
        subject=_("You carried {percent} of 100 answers last week"),
        body=_(
            "You wrote {answers} of {of_all} answers. That is very much for one person. Thank you.\n\nTake a break if you like: during a pause nobody asks you for anything, and you lose nothing."
        ),
        action=_("Take a break"),
        private=True,
    ),
    "workload_of_member": NoticeText(
        subject=_("{name} carried {percent} of 100 answers last week"),
        body=_(
            "One member wrote {answers} of {of_all} answers. Please look whether others can help, before it becomes too much."
        ),
        action=_("See how the work is spread"),
        private=True,
    ),
}
