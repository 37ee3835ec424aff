"""Reading chargebacks, and what may be said to the bank."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from kundenkreis.chargebacks.models import Chargeback
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.words import pick
from kundenkreis.ledger.subjects import describe
from kundenkreis.ui import filters

WHY = {
    "credit_not_processed": _l("Money was to be given back and was not."),
    "duplicate": _l("The same was paid twice."),
    "fraudulent": _l("The customer does not know this payment."),
    "product_not_received": _l("The help did not take place."),
    "product_unacceptable": _l("The help was not as agreed."),
    "subscription_canceled": _l("The order was cancelled."),
    "unrecognized": _l("The customer does not know this payment."),
}


def chargeback(pk: UUID) -> Chargeback:
    """:raises NotFound: there is no such chargeback here."""
    found = Chargeback.objects.all().with_names().filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such chargeback."))
    return found


def about(row: Chargeback) -> str:
    """What the charge was for: `Set up Wi-Fi, 14 March 2026`."""
    known = describe(row.subject)
    day = [filters.date(known.done_on)] if known.done_on else []
    return ", ".join([pick(known.words) or _("Help"), *day])


def why(row: Chargeback) -> str:
    """The provider's word for why, as people say it. Source: Stripe, "Dispute reason codes"."""
    return str(WHY.get(row.reason, _("The bank gave no clear reason.")))


def draft(row: Chargeback) -> str:
    """What our books say, as a beginning of the evidence. No helper's name, no address."""
    held, zone = row.hold, row.brand.zone
    lines = [
        _("Service: %(what)s") % {"what": about(row)},
        _("Paid by the customer on %(when)s.") % {"when": filters.date(held.held_at.astimezone(zone))},
    ]  # fmt: skip
    if held.captured_at:
        signed = {"when": filters.date(held.captured_at.astimezone(zone))}
        lines.append(_("The work was signed off on %(when)s.") % signed)
    if held.reimbursed_amount:
        lines.append(_("A part was given back already."))
    return "\n".join(lines)
