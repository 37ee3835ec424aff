"""What both sides and the team are told about a dispute."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

_SEE = _("See the objection")

NOTICES = {
    "dispute_received": NoticeText(
        subject=_("We received your objection {reference}"),
        body=_(
            "{other} is asked for a view until {until}. Then one of our team decides and tells you why. The money of this visit waits until then."
        ),
        action=_SEE,
    ),
    "dispute_opened": NoticeText(
        subject=_("{claimant} objects: please tell us your view until {until}"),
        body=_(
            "{claimant} objects to the visit: {what}\n\nPlease tell us how you see it until {until}. Then one of our team decides. The money of this visit waits until then."
        ),
        action=_("Tell my view"),
    ),
    "dispute_answered": NoticeText(
        subject=_("{other} has answered your objection"),
        body=_("You can read the answer. Now one of our team decides and tells you why."),
        action=_SEE,
    ),
    "dispute_taken_back": NoticeText(
        subject=_("The objection {reference} was taken back"),
        body=_("{claimant} took the objection back. Nothing changes."),
        action=_SEE,
    ),
    "dispute_decided": NoticeText(
        subject=_("Your objection {reference} is decided"),
        body=_(
            "{outcome}\n\nOur reasons: {reasons}\n\nDo you not agree? Until {final} you can ask that somebody else looks again. After that it counts."
        ),
        action=_SEE,
    ),
    "dispute_second_look": NoticeText(
        subject=_("Somebody else looks again at {reference}"),
        body=_("Another person of our team looks at it again. What she decides counts."),
        action=_SEE,
    ),
    "dispute_decided_again": NoticeText(
        subject=_("Second look at {reference}: it is decided"),
        body=_("{outcome}\n\nOur reasons: {reasons}\n\nThis counts now."),
        action=_SEE,
    ),
    "dispute_settled": NoticeText(
        subject=_("The decision on {reference} counts now"),
        body=_("{outcome}\n\nNobody asked for a second look, so this counts now."),
        action=_SEE,
    ),
    "dispute_waiting": NoticeText(
        subject=_("Please decide: objection {reference}"),
        body=_("An objection between {claimant} and {other} waits for a decision."),
        action=_SEE,
        private=True,
    ),
}
