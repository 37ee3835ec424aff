"""Reads around visits: fetching through the person, the address, suggestions, what happened."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage, Topic
from kundenkreis.cases.models import Case
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.disputes.models import Dispute
from kundenkreis.disputes.queries import open_again, rules_here
from kundenkreis.disputes.rules import may_object
from kundenkreis.firms.queries import dispatched, dispatches
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trust_of, trusts
from kundenkreis.stages.marketplace import rows_of, terms
from kundenkreis.stages.marketplace.models import (
    Address,
    Booking,
    Companion,
    Extra,
    Offer,
    Request,
    TripPosition,
)
from kundenkreis.stages.marketplace.pairs import TWO
from kundenkreis.stages.marketplace.transitions import (
    CUSTOMER,
    DISPATCHER,
    HELPER,
    STAFF,
    TRUSTED,
    State,
    Transition,
    allowed,
)


def booking_for(person: Person, pk: UUID | str, *, at: datetime) -> Booking:
    """The booking, if the person takes part in it, or is staff.

    :raises NotFound: for strangers and for ids that do not exist, alike.
    """
    key = UUID(str(pk))
    booking = _any.first(key) if is_staff(person, at=at) else _seen.first(key, person)
    if not booking:
        raise NotFound("not_found", _("There is no such visit."))
    return booking


def booking_with(pk: UUID) -> Booking | None:
    """The booking with this id; who may see it is asked before."""
    return _any.first(pk)


@asked
def _any(pk: UUID) -> QuerySet[Booking]:
    return Booking.objects.with_names().filter(pk=pk)


@asked
def _seen(pk: UUID, person: Person) -> QuerySet[Booking]:
    sides = (
        Q(customer=person)
        | Q(helper__person=person)
        | Q(companion__helper__person=person)
        | Q(trusts(person, customer="customer", case="case"))
        | Q(dispatched(person, firm="firm"))
    )
    return Booking.objects.with_names().filter(sides, pk=pk)


def offer_for(person: Person, pk: UUID | str) -> Offer:
    """The offer, if it was made to this person.

    :raises NotFound: for everyone else.
    """
    offer = (
        Offer.objects.select_related("booking", "wave", "helper", "request__package__brand")
        .filter(pk=pk, helper__person=person)
        .filter(Q(booking__isnull=False) | Q(wave__isnull=False))
        .first()
    )
    if not offer:
        raise NotFound("not_found", _("There is no such request."))
    return offer


def extra_of(pk: UUID | str) -> Extra:
    """The extra with this id; who may see it is asked of its booking.

    :raises NotFound: there is none.
    """
    found = Extra.objects.select_related("answer", "add_on").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such visit."))
    return found


def checks_in_words(booking: Booking) -> dict[str, str]:
    """What was checked about the helper, in each language of the brand: for a notice."""
    checks = helpers.checks_of([booking.helper_id])[booking.helper_id]
    words = {}
    for language in booking.brand.languages:
        with translation.override(language):
            words[language] = " ".join(f"{helpers.check_sentence(c)}." for c in checks)
    return words


def position_of(booking: Booking) -> TripPosition | None:
    """Where the helper is, while she is on the way and shares it."""
    return TripPosition.objects.filter(booking=booking.pk).first()


def total_of(booking: Booking) -> Money:
    """What the visit costs with everything that was agreed to."""
    return total_with(booking, rows_of.extras_of(booking))


def total_with(booking: Booking, extras: list[Extra]) -> Money:
    """The same, where the extras are at hand."""
    agreed = (each.price for each in extras if each.state == "consented")
    return Money(booking.price + sum(agreed), booking.currency)


def sides_of(person: Person | None, booking: Booking, *, at: datetime) -> set[str]:
    """Customer, helper, staff, trusted person: what the person is to the booking."""
    staff = person is not None and is_staff(person, at=at)
    # Whose side is plain needs no second question.
    plain = person and person.pk in (booking.customer_id, booking.helper.person_id)
    trust = [] if plain else trust_of(person, booking.customer_id, case=booking.case_id)
    dispatcher = dispatches(person, booking.firm_id)
    along = (
        booking.persons == TWO
        and Companion.objects.filter(booking=booking, helper__person=person).exists()
    )
    return terms.sides(person, booking, staff=staff, trust=trust, dispatcher=dispatcher, along=along)  # fmt: skip


def address_for(person: Person, booking: Booking, *, at: datetime) -> Address | None:
    """The exact address and how to reach the customer, for whom it is meant and while it is.

    Everybody else knows the postal code and place of `booking.request`, never more.
    """
    if terms.may_see_address(sides_of(person, booking, at=at), booking, at=at):
        return _address.first(booking.request_id)
    return None


@asked
def _address(request: UUID) -> QuerySet[Address]:
    return Address.objects.filter(request=request)


def allowed_now(person: Person, booking: Booking, *, at: datetime) -> list[Transition]:
    """What this person may do with the booking now, guards of time included."""
    late = at >= booking.starts_at + terms.LATE_AFTER
    sides = sides_of(person, booking, at=at)
    return [
        t
        for t in allowed(booking.state, sides)
        if not terms.firm_answers(booking, t.name, sides)
        and (not booking.awaits_payment or t.name in ("cancel", "withdraw"))
        and (t.guard != "ten_minutes_late" or late)
        and (t.guard != "before_deadline" or at < booking.accept_by)
        and (t.guard != "within_days" or may_dispute(booking, at=at))
        and (t.guard != "fourteen_days" or terms.may_withdraw(booking, at=at))
    ]


def may_dispute(booking: Booking, *, at: datetime) -> bool:
    """Whether there is still time to object, and nobody has."""
    in_time = may_object(rules_here(), done_at=booking.visit.completed_at, at=at)
    return in_time and open_again(booking.subject)


def speaks_for(person: Person, booking: Booking, *, wanted: str, at: datetime) -> str:
    """For which side the person speaks; staff for the one she says, else for the customer."""
    sides = sides_of(person, booking, at=at)
    if HELPER in sides:
        return HELPER
    if STAFF in sides:
        return HELPER if wanted == HELPER else CUSTOMER
    return CUSTOMER if sides & {CUSTOMER, TRUSTED} else ""


def side_in(
    row: Dispute, person: Person, booking: Booking, *, noun: str, at: datetime
) -> str:
    """For which side the person speaks in an objection: staff for the one whose turn this noun is."""
    side = speaks_for(person, booking, wanted="", at=at)
    if STAFF in sides_of(person, booking, at=at):
        first = str(row.side)
        second = HELPER if first == CUSTOMER else CUSTOMER
        return second if noun == "answer" else first
    return side


def cost_of_cancelling(person: Person, booking: Booking, *, at: datetime) -> Money:
    """What the customer would lose if this person cancelled now."""
    by_helper = sides_of(person, booking, at=at) - {DISPATCHER} == {HELPER}
    return terms.cancellation_cost(booking, helper=by_helper, at=at)


def draft_of(case: Case) -> Request | None:
    """The wish under way for this case."""
    found = _draft.first(case)
    if found:
        found.case = case
    return found


@asked
def _draft(case: Case) -> QuerySet[Request]:
    rows = Request.objects.unfinished().filter(case=case).order_by("pk")
    return rows.select_related("package", "helper__person", "firm", "voucher__batch__package")[:1]  # fmt: skip


def address_of(request: Request) -> Address | None:
    """What was said so far about the address, for whoever fills in the request."""
    return Address.objects.filter(request=request).first()


def live_bookings(case: Case) -> list[Booking]:
    """Visits that are agreed or asked for."""
    return list(Booking.objects.live().with_names().filter(case=case))


def packages_for(case: Case) -> list[ServicePackage]:
    """What can be booked: for the case's topic first, then the rest."""
    return _in_order(_about_it(case))


def fitting(case: Case) -> list[ServicePackage]:
    """What can be booked for the case's topic; where nothing is known of it, any may be what is needed."""
    about = _about_it(case)
    return [row for row in _in_order(about) if not case.topic or row.pk in about]


def _in_order(about: set[int]) -> list[ServicePackage]:
    return sorted(_offered(), key=lambda row: (row.pk not in about, row.position, row.price))  # fmt: skip


def _about_it(case: Case) -> set[int]:
    return set(_about(case.topic)) if case.topic else set()


@asked
def _offered() -> QuerySet[ServicePackage]:
    rows = ServicePackage.objects.filter(withdrawn_at__isnull=True)
    return rows.select_related("brand")


@asked
def _about(topic: Topic) -> QuerySet[ServicePackage, int]:
    rows = ServicePackage.objects.filter(withdrawn_at__isnull=True, topics=topic)
    return rows.order_by().values_list("pk", flat=True)


def fell_out(booking: Booking) -> bool:
    """Whether this visit does not take place because of its helper, and not of its customer."""
    if booking.pay_by is not None:
        return False
    if booking.state in (State.DECLINED, State.EXPIRED):
        return True
    last = booking.history.order_by("-seq").first()
    assert last is not None
    return (booking.state == State.CANCELLED and last.actor == HELPER) or (
        last.reason in ("helper_missing", "verification_revoked")
    )


def is_paid(booking: Booking) -> bool:
    """Whether the money was held, or none was needed: nothing is left to pay here."""
    return booking.pay_by is None and booking.hold_at is None


def waiting_for(helper: Helper) -> list[Booking]:
    """Requests that wait for this helper's word, the most urgent first."""
    rows = Booking.objects.of_helper(helper).with_names().filter(state=State.HELD)
    # For a firm its dispatcher answers.
    return list(rows.filter(pay_by__isnull=True, firm__isnull=True).order_by("accept_by"))


def agreed_with(helper: Helper) -> list[Booking]:
    """Visits this helper has promised, soonest first."""
    rows = Booking.objects.live().to_go_to(helper).with_names()
    return list(rows.exclude(state=State.HELD).soonest_first())


def coming_visits(
    helper: Helper, *, package: int | None = None, kind: str = "", at: datetime
) -> QuerySet[Booking]:
    """Agreed visits of a helper still to begin: of one service, or resting on one kind of check."""
    rows = Booking.objects.live().filter(helper=helper, during__startswith__gt=at)
    if package is not None:
        rows = rows.filter(package=package)
    return rows.filter(slot__requirements__kind=kind) if kind else rows
