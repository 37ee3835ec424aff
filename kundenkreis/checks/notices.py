"""What helpers are told about their documents."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "document_declined": NoticeText(
        subject=_("Please send your document again: {what}"),
        body=_("We looked at your document and cannot use it.\n\n{reason}\n\nPlease send another one."),
        action=_("Send a document"),
        written=True,
    ),
    "check_ending": NoticeText(
        subject=_("Valid until {day:date}: {what}"),
        body=_("This check ends on {day:date}: {what}. After that, visits that need it cannot be booked with you. Please send a new document now."),
        action=_("Send a document"),
        short=_("{what}: valid until {day:date}. Please send a new document."),
    ),
    "check_ended": NoticeText(
        subject=_("This check has ended: {what}"),
        body=_("It was valid until {day:date}: {what}. Visits that need it cannot be booked with you now. Please send a new document."),
        action=_("Send a document"),
        short=_("{what}: ended on {day:date}. Please send a new document."),
        written=True,
    ),
}  # fmt: skip
