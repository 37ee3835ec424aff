"""What customers and the team are told about money that is put right."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "refund_made": NoticeText(
        subject=_("You get {amount} back"),
        body=_(
            "{why} We give you {amount} back, on the way you paid. This can take a few days.\n\n{text}"
        ),
        action=_("See the visit"),
        written=True,
    ),
    "refund_asked": NoticeText(
        subject=_("A refund of {amount} waits for a second person"),
        body=_("{name} wants to give {amount} back. Somebody else must agree."),
        action=_("See the refunds"),
        private=True,
    ),
    "made_good": NoticeText(
        subject=_("We are sorry: you get {amount} from us"),
        body=_("{why} You get {amount} from us. It is taken off what you pay next."),
        action=_("See the visit"),
    ),
}
