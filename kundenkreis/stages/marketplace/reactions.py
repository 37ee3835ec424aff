"""What this room does when something was announced."""

from contextlib import suppress

from kundenkreis.cases import actions as cases
from kundenkreis.cases.events import CaseClosed, CaseSolved
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.events import PaymentHeld, PaymentReturned
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.marketplace.actions import pay, replace, stop_search
from kundenkreis.stages.marketplace.events import (
    BookingMoved,
    CompanionNamed,
    CompanionSpared,
    ConcernRaised,
    DispatchBegun,
    DispatchEnded,
    ExtraAnswered,
    ExtraProposed,
    ReviewRevealed,
    SignOffAwaited,
    TechnicianSpared,
    VisitPriceDue,
    VisitReminded,
    WaveSent,
)
from kundenkreis.stages.marketplace.models import (
    Booking,
    BookingTransition,
    Dispatch,
    Offer,
    VisitConcern,
)
from kundenkreis.stages.marketplace.notices import FOR_HELPER
from kundenkreis.stages.marketplace.queries import (
    extra_of,
    fell_out,
    total_of,
)
from kundenkreis.stages.marketplace.searching import replacement_of
from kundenkreis.stages.marketplace.telling import booking_with, notify_of, values_of
from kundenkreis.stages.marketplace.transitions import TRANSITIONS

# Ends after which the case stays open: its customer is asked in private all the same.
ASK_PRIVATELY = ("close", "unsuccessful")
# After which a helper may have fallen out.
FALL_OUT = ("refuse", "expire", "cancel", "no_show")


def replace_helper(event: BookingMoved, *, row: EventRow) -> None:
    """A helper fell out, and the customer said beforehand that then somebody else should come."""
    if event.transition not in FALL_OUT:
        return
    booking = booking_with(event.booking)
    if booking.request.replace_missing and fell_out(booking):
        # Where nobody is free or she ordered otherwise meanwhile, she is told as without this wish.
        with suppress(Refused):
            replace(booking, by=booking.customer, at=row.at)


def tell_both(event: BookingMoved, *, row: EventRow) -> None:
    """Customer and helper hear what happened, as the table of transitions says."""
    booking = booking_with(event.booking)
    step = BookingTransition.objects.get(booking=booking, seq=event.seq)
    kinds = next(
        t.notices
        for t in TRANSITIONS
        if (t.name, t.start, t.end) == (step.name, step.from_state, step.to_state)
    )
    if (
        step.name == "assign"
        and booking.history.filter(name="assign", seq__gt=step.seq).exists()
    ):
        return  # somebody else was named before we could tell
    replaced = step.name in FALL_OUT and replacement_of(booking) is not None
    for kind in kinds:
        # Who reads that somebody else is looked for need not read that she may choose anew.
        spoken_for = replaced and kind not in FOR_HELPER
        past = kind == "helper_on_the_way" and _is_over(booking, step)
        if not spoken_for and not past:
            notify_of(booking, kind, row)
    if step.name in ASK_PRIVATELY:
        cases.ask_privately(booking.case, by=None, at=row.at)


def ask_to_pay(event: VisitPriceDue, *, row: EventRow) -> None:
    """A regular visit is near and not paid: not any more if she paid or cancelled meanwhile."""
    booking = booking_with(event.booking)
    if booking.to_pay:
        notify_of(booking, "visit_price_due", row)


def _is_over(booking: Booking, step: BookingTransition) -> bool:
    """Whether the way, tapped without a network, was over before we heard of it."""
    if step.heard_at is None:
        return False
    until = booking.visit.comes_until
    return booking.state != step.to_state or (until is not None and until <= step.heard_at)


def tell_search_begun(event: DispatchBegun, *, row: EventRow) -> None:
    """The customer reads what she ordered, and what happens now."""
    dispatch = _dispatch(event.dispatch)
    kind = "replacement_begun" if dispatch.replaces else "search_begun"
    _tell_of_search(dispatch, dispatch.request.case.customer, kind, row)


def ask_wave(event: WaveSent, *, row: EventRow) -> None:
    """Each helper of the wave is asked, unless the question is answered already."""
    dispatch = _dispatch(event.dispatch)
    offers = Offer.objects.filter(wave=event.wave, answer="")
    for offer in offers.select_related("helper__person"):
        _tell_of_search(dispatch, offer.helper.person, "wave_asked", row, offer)


def tell_search_ended(event: DispatchEnded, *, row: EventRow) -> None:
    """Who was asked and not first hears so; the customer, if nobody comes."""
    dispatch = _dispatch(event.dispatch)
    kind = {"booked": "another_was_faster", "withdrawn": "search_withdrawn"}.get(event.outcome)  # fmt: skip
    answer = {"booked": "overtaken", "withdrawn": "withdrawn"}.get(event.outcome, "")
    if kind:
        offers = Offer.objects.filter(wave__dispatch=dispatch, answer=answer)
        for offer in offers.select_related("helper__person"):
            _tell_of_search(dispatch, offer.helper.person, kind, row, offer)
    else:
        _tell_of_search(dispatch, dispatch.request.case.customer, "search_failed", row)


def end_search_with_case(event: CaseSolved | CaseClosed, *, row: EventRow) -> None:
    """Whose problem is solved needs nobody to come any more."""
    for found in Dispatch.objects.under_way().filter(request__case_id=event.case):
        customer = found.request.case.customer
        stop_search(found, by=customer, at=row.at)


def _dispatch(pk: str) -> Dispatch:
    return Dispatch.objects.with_names().get(pk=pk)


def _tell_of_search(
    dispatch: Dispatch,
    person: Person,
    kind: str,
    row: EventRow,
    offer: Offer | None = None,
) -> None:
    request = dispatch.request
    assert request.package is not None
    values = {
        "package": request.package.words,
        "price": dispatch.money,
        "place": f"{request.postal_code} {request.place}",
        "when": offer.starts_at if offer else dispatch.first_start,
        "answer_by": offer.answer_by if offer else row.at,
        "from": dispatch.first_start,
        "until": dispatch.last_start,
        "helper": dispatch.replaces.helper.person.shown_name if dispatch.replaces else "",
    }
    path = "/helper/requests/" if offer else dispatch.path
    notify(person=person, kind=kind, row=row, values=values, path=path)


def go_on_when_paid(event: PaymentHeld, *, row: EventRow) -> None:
    """The customer has paid on the provider's page: now the helper is asked."""
    booking = _of_subject(event.subject)
    if booking:
        pay(booking, by=None, at=row.at)


def tell_of_late_money(event: PaymentReturned, *, row: EventRow) -> None:
    """Who paid too late or twice hears that it goes back."""
    booking = _of_subject(event.subject)
    if booking:
        notify_of(booking, "payment_returned", row)


def _of_subject(subject: str) -> Booking | None:
    kind, _colon, pk = subject.partition(":")
    if kind != "booking" or ":" in pk:
        return None
    return Booking.objects.with_names().filter(pk=pk).first()


def spare_technician(event: TechnicianSpared, *, row: EventRow) -> None:
    """Who was to come hears that another of the firm goes."""
    person = Person.objects.get(pk=event.before)
    values = values_of(booking_with(event.booking))
    notify(person=person, kind="technician_spared", row=row, values=values, path="/helper/")


def tell_companion(event: CompanionNamed | CompanionSpared, *, row: EventRow) -> None:
    """Who goes along reads where and when, or that she is free again."""
    person = Person.objects.get(pk=event.companion)
    booking = booking_with(event.booking)
    path = booking.path if isinstance(event, CompanionNamed) else "/helper/"
    notify(person=person, kind=event.name, row=row, values=values_of(booking), path=path)


def remind(event: SignOffAwaited, *, row: EventRow) -> None:
    """The customer is asked once more to sign off."""
    notify_of(booking_with(event.booking), "sign_off_reminder", row)


def ask_about_extra(event: ExtraProposed, *, row: EventRow) -> None:
    """The customer is asked whether something may be added."""
    _notify_of_extra(event.extra, "extra_asked", row)


def tell_of_answer(event: ExtraAnswered, *, row: EventRow) -> None:
    """The helper hears what was answered; what lapsed with the visit needs no word."""
    kinds = {"consented": "extra_agreed", "refused": "extra_declined"}
    if kind := kinds.get(event.answer):
        _notify_of_extra(event.extra, kind, row)


def _notify_of_extra(pk: str, kind: str, row: EventRow) -> None:
    extra = extra_of(pk)
    booking = booking_with(str(extra.booking_id))
    to_helper = kind in FOR_HELPER
    total = total_of(booking)
    more = {
        "extra": extra.words,
        "extra_price": extra.money,
        "extra_total": total + extra.money,
    }
    notify(
        person=booking.helper.person if to_helper else booking.customer,
        kind=kind,
        row=row,
        values={**values_of(booking), **more},
        path=booking.path if to_helper else extra.path,
    )


def remind_of_visit(event: VisitReminded, *, row: EventRow) -> None:
    """Whoever should think of the visit now is told."""
    booking = booking_with(event.booking)
    kinds = {
        "call": ["call_customer"],
        "tomorrow": ["visit_tomorrow", "visit_tomorrow_helper"],
        "soon": ["visit_soon"],
    }
    for kind in kinds[event.kind]:
        notify_of(booking, kind, row)


def alarm_team(event: ConcernRaised, *, row: EventRow) -> None:
    """All agents and managers hear at once that something is not right at a visit."""
    concern = VisitConcern.objects.select_related("booking", "by").get(pk=event.concern)
    values = {
        "name": concern.by.shown_name,
        "reference": concern.booking.reference,
        "phone": concern.by.phone,
    }
    for kind in (Role.Kind.AGENT, Role.Kind.MANAGER):
        for person in Person.objects.holding(kind, row.at):
            notify(
                person=person,
                kind="concern_raised",
                row=row,
                values=values,
                path="/concerns/",
            )


def tell_of_review(event: ReviewRevealed, *, row: EventRow) -> None:
    """Who was reviewed may read it now."""
    booking = booking_with(event.booking)
    person = booking.customer if event.side == "helper" else booking.helper.person
    values = values_of(booking)
    notify(person=person, kind="review_revealed", row=row, values=values, path=booking.path)
