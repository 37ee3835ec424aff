"""What helpers are told about their standing with a brand."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "helper_invited": NoticeText(
        subject=_("You can help your neighbours"),
        body=_(
            "You have been registered as a helper. Please say when you have time, and read your profile. Sign in with this e-mail address: we send you a code, there is no password."
        ),
        action=_("Say when I have time"),
    ),
    "helper_verified": NoticeText(
        subject=_("Checked: {what}"),
        body=_(
            "We have checked: {what}. Customers see this with its date when we suggest you."
        ),
        action=_("My day"),
    ),
    "verification_revoked": NoticeText(
        subject=_("This check has ended: {what}"),
        body=_(
            "From now on this check does not hold: {what}. Visits that need it cannot be booked with you, and agreed ones were called off. If you think this is wrong, please call us."
        ),
        action=_("My day"),
    ),
    "contest_answered": NoticeText(
        subject=_("We looked at the line you contested"),
        body=_(
            "{answer}\n\nIf you do not agree, please call us. You can also turn to the body named in our terms."
        ),
        action=_("My standing"),
    ),
}
