"""Small faults of a visit are made good by the brand's rule; customers and the team hear of money put right."""

from datetime import timedelta
from uuid import UUID

from django.utils import translation

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.redress import actions, queries
from kundenkreis.redress.events import MadeGood, RefundAsked, RefundMade
from kundenkreis.redress.models import MakeGood
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Booking, BookingTransition


def make_good(event: BookingMoved, *, row: EventRow) -> None:
    """The helper came late, not at all, or cancelled at short notice: the customer gets the brand's amount."""
    booking = Booking.objects.select_related("customer", "visit", "helper").get(
        pk=event.booking
    )
    step = BookingTransition.objects.get(booking=booking, seq=event.seq)
    if kind := fault(booking, step):
        actions.make_good(
            subject=booking.subject, person=booking.customer, kind=kind, currency=booking.currency, by=None, at=row.at
        )  # fmt: skip


def fault(booking: Booking, step: BookingTransition) -> str:
    """Which fault of the helper this step shows, under the brand's rules; empty: none."""
    rules = queries.rules()
    late = booking.starts_at + timedelta(minutes=rules.late_minutes)
    short = booking.starts_at - timedelta(hours=rules.cancelled_hours)
    if step.name == "start" and step.at >= late:
        return MakeGood.Kind.LATE
    if step.name == "no_show" and step.reason == "helper_missing":
        return MakeGood.Kind.MISSING
    by_helper = step.by_id == booking.helper.person_id
    if step.name == "cancel" and by_helper and step.at >= short:
        return MakeGood.Kind.CANCELLED
    return ""


def tell_of_refund(event: RefundMade | RefundAsked, *, row: EventRow) -> None:
    """Who paid hears of it; of a large one first the team."""
    refund = queries.refund(UUID(event.refund))
    kind, _colon, pk = event.subject.partition(":")
    if kind != "booking":
        return
    values = {
        "amount": refund.money,
        "name": refund.asked_by.shown_name,
        "text": refund.text,
        "why": _in_languages(refund.brand.languages, refund.get_reason_display),
    }
    if isinstance(event, RefundAsked):
        for person in _team(row):
            notify(person=person, kind=event.name, row=row, values=values, path="/refunds/")
    elif refund.customer:
        path = f"/bookings/{pk}/"
        notify(person=refund.customer, kind=event.name, row=row, values=values, path=path)


def tell_of_make_good(event: MadeGood, *, row: EventRow) -> None:
    """The customer hears why she gets how much."""
    made = queries.made_good(event.subject)
    if not made:
        return
    words = _in_languages(made.brand.languages, made.get_kind_display)
    pk = event.subject.partition(":")[2]
    values = {"amount": made.money, "why": words}
    notify(
        person=made.person,
        kind="made_good",
        row=row,
        values=values,
        path=f"/bookings/{pk}/",
    )


def _in_languages(languages: list[str], words: object) -> dict[str, str]:
    said = {}
    for language in languages:
        with translation.override(language):
            said[language] = str(words()) if callable(words) else str(words)
    return said


def _team(row: EventRow) -> list[Person]:
    kinds = (Role.Kind.AGENT, Role.Kind.MANAGER)
    return [person for kind in kinds for person in Person.objects.holding(kind, row.at)]
