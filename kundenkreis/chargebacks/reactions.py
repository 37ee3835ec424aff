"""What this room does when something was announced: it asks the provider, and tells the team."""

from uuid import UUID

from kundenkreis.chargebacks import actions, queries
from kundenkreis.chargebacks.events import ChargebackEnded, ChargebackOpened
from kundenkreis.ledger.events import PaymentContested
from kundenkreis.ledger.models import FundsHold, Payment
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role


def ask_provider(event: PaymentContested, *, row: EventRow) -> None:
    """Whatever the message said, the provider's answer counts. A payment that was not kept has no hold."""
    payment = Payment.objects.get(pk=event.payment)
    held = FundsHold.objects.filter(
        provider=payment.provider, provider_ref=payment.ref
    ).first()
    if held:
        actions.follow(held, by=None, at=row.at)


def tell_team(event: ChargebackOpened | ChargebackEnded, *, row: EventRow) -> None:
    """Who works with money hears of it: what to do by when, or how it ended."""
    found = queries.chargeback(UUID(event.chargeback))
    values = {
        "amount": found.money,
        "name": found.customer.shown_name,
        "reference": found.reference,
        "until": found.answer_by or found.opened_at,
    }
    kind = event.name if isinstance(event, ChargebackOpened) else f"chargeback_{event.outcome}"  # fmt: skip
    for role in (Role.Kind.AGENT, Role.Kind.MANAGER):
        for person in Person.objects.holding(role, row.at):
            notify(person=person, kind=kind, row=row, values=values, path=found.path)
