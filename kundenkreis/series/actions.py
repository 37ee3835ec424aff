"""Regular visits: asked for, accepted once, made day by day by the clock, ended by either side.

Everything that changes a series holds its row first, then a case or a calendar; so of two clocks at
once one makes the visit and the other finds it made. The database knows each day of a series once.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.bonds.queries import kept_apart
from kundenkreis.core.events import announce
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.helpers.models import Helper
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.series import queries, rules
from kundenkreis.series.events import (
    SeriesAccepted,
    SeriesAsked,
    SeriesDayDecided,
    SeriesEnded,
    SeriesPriceAgreed,
)
from kundenkreis.series.models import Series, SeriesVisit
from kundenkreis.series.queries import CUSTOMER, HELPER
from kundenkreis.stages.marketplace import actions as marketplace
from kundenkreis.stages.marketplace import terms
from kundenkreis.stages.marketplace.actions.requests import price_of
from kundenkreis.stages.marketplace.models import Booking, Request
from kundenkreis.stages.marketplace.pairs import one_is_enough
from kundenkreis.stages.marketplace.transitions import State

Outcome = Series.Outcome
# Visits that may be repeated: the helper has said yes to this one.
REPEATABLE = (
    State.CONFIRMED, State.ON_THE_WAY, State.IN_PROGRESS, State.COMPLETED, State.CLOSED,
)  # fmt: skip


@transaction.atomic
def begin(
    booking: Booking,
    *,
    weeks: int,
    times: int | None = None,
    until: date | None = None,
    shown_price: int | None = None,
    by: Person,
    at: datetime,
) -> Series:
    """She would like this visit again and again; its helper is asked once for all of them.

    Every one, two or four weeks, at the same hour; so many `times`, or `until` that day. Binding: each
    visit costs what the helper asks now, is paid on its own and cancelled on its own.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `wrong_state`, `no_account`, `already_repeats`, `not_offered`, `price_changed`.
    :raises Invalid: `bad_rhythm`, `bad_times`, `bad_until`.
    """
    Booking.objects.select_for_update().get(pk=booking.pk)
    booking = Booking.objects.with_names().get(pk=booking.pk)
    trusted = hold_trust(by, booking.customer_id, case=booking.case_id)
    hers = terms.may_order(by, booking.case, staff=is_staff(by, at=at), trusted=trusted)
    if not hers or by.pk == booking.helper.person_id:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if booking.customer.is_guest:
        raise Refused("no_account", _("Please sign in first. Then we know you again."))
    if booking.state not in REPEATABLE:
        raise Refused("wrong_state", _("This is possible once the helper has accepted."))
    if Series.objects.live().filter(begun_with=booking).exists():
        raise Refused("already_repeats", _("This visit is repeated already."))
    apart = booking.helper_id in kept_apart(booking.customer)
    one_is_enough(booking.package)
    if apart or booking.package.withdrawn_at:
        raise Refused("not_offered", _("This helper does not offer this visit now. Please choose someone else."))  # fmt: skip
    price = _price_now(booking, shown=shown_price)
    zone = booking.brand.zone
    local = booking.starts_at.astimezone(zone)
    first = rules.first_day(local.date(), local.time(), weeks=max(weeks, 1), zone=zone, at=at)  # fmt: skip
    made = Series(
        begun_with=booking, customer=booking.customer, helper=booking.helper, weeks=weeks, first_day=first,
        last_day=rules.last_day(first, weeks=weeks, times=times, until=until), clock=local.time(),
        next_day=first, price=price, asked_at=at, asked_by=by, brand=booking.brand,
    )  # fmt: skip
    made.answer_by = terms.answer_by(made.starts_at(first), zone=zone, at=at)
    made.save(force_insert=True)
    announce(SeriesAsked(**_around(made)), by=by, at=at)
    return made


@transaction.atomic
def accept(series: Series, *, by: Person, at: datetime) -> Series:
    """The helper comes regularly; the visits of the next four weeks are made at once.

    :raises NotAllowed: anyone but the helper. :raises Refused: `wrong_state`, `too_late`.
    """
    series = _locked(series)
    _the_helpers(series, by=by, at=at)
    series.accepted_at = at
    series.save(update_fields=["accepted_at"])
    announce(SeriesAccepted(**_around(series)), by=by, at=at)
    return _plan(series, at=at)


@transaction.atomic
def refuse(series: Series, *, by: Person, at: datetime) -> Series:
    """The helper does not come regularly. Costs her nothing, and the visit it began with stays.

    :raises NotAllowed: anyone but the helper. :raises Refused: `wrong_state`, `too_late`.
    """
    series = _locked(series)
    _the_helpers(series, by=by, at=at)
    return _end(series, Outcome.DECLINED, by=by, at=at)


@transaction.atomic
def expire(series: Series, *, by: None = None, at: datetime) -> Series:
    """The helper did not answer in time; twice, or after her answer, changes nothing."""
    series = _locked(series)
    if series.state != "asked" or at < series.answer_by:
        return series
    return _end(series, Outcome.EXPIRED, by=None, at=at)


@transaction.atomic
def plan(series: Series, *, by: None = None, at: datetime) -> Series:
    """Make the visits of the next four weeks, and end a series whose days are over. Twice changes nothing."""
    return _plan(_locked(series), at=at)


@transaction.atomic
def end(series: Series, *, cancel_visits: bool, by: Person, at: datetime) -> Series:
    """No more visits. Those agreed already stay, or are cancelled too, each under its own terms.

    :raises NotAllowed: who speaks for neither side. :raises Refused: `wrong_state`.
    """
    series = _locked(series)
    _side(series, by=by, at=at)
    if series.ended_at:
        raise Refused("wrong_state", _("These regular visits have ended already."))
    ahead = queries.to_come(series, at=at) if cancel_visits else []
    for booking in ahead:
        marketplace.cancel(booking, reason=_("The regular visits end."), by=by, at=at)
    return _end(series, Outcome.ENDED, by=by, at=at)


@transaction.atomic
def agree_price(series: Series, *, price: int, by: Person, at: datetime) -> Series:
    """She agrees to what a visit costs now; days that were left out for it stay left out.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `wrong_state`, `price_changed`: it is another price by now.
    """
    series = _locked(series)
    if _side(series, by=by, at=at) != CUSTOMER:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    if series.state != "running":
        raise Refused("wrong_state", _("These regular visits have ended already."))
    series.price = _price_now(series.begun_with, shown=price)
    series.save(update_fields=["price"])
    announce(SeriesPriceAgreed(**_around(series)), by=by, at=at)
    return series


@transaction.atomic
def choose_instead(
    day: SeriesVisit, *, helper: Helper, starts_at: datetime, by: Person, at: datetime
) -> Request:
    """For a day that was left out: a case of its own with service, place, helper and time; she orders it next.

    Another choice for the same day goes on with the same case.

    :raises NotAllowed: anyone but the customer, who books for her, or staff. :raises Refused: `wrong_state`.
    """
    series = _locked(day.series)
    if _side(series, by=by, at=at) != CUSTOMER:
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    day = SeriesVisit.objects.select_related("instead").get(pk=day.pk)
    if day.booking_id:
        raise Refused("wrong_state", _("There is a visit on this day."))
    before = series.begun_with
    if day.instead and day.instead.is_open:
        wish = marketplace.ask(day.instead, package=before.package, by=by, at=at)
    else:
        wish = marketplace.wish_like(before, text=before.case.text, by=by, at=at)
        day.instead = wish.case
        day.save(update_fields=["instead"])
    return marketplace.choose(wish, helper=helper, starts_at=starts_at, by=by, at=at)


def _plan(series: Series, *, at: datetime) -> Series:
    if series.state != "running":
        return series
    until = rules.due_until(at, zone=series.brand.zone)
    while series.next_day and series.next_day <= until:
        _decide(series, series.next_day, at=at)
        following = series.next_day + series.step
        series.next_day = following if following <= series.last_day else None
        series.save(update_fields=["next_day"])
    if series.next_day is None and at > series.starts_at(series.last_day):
        return _end(series, Outcome.FINISHED, by=None, at=at)
    return series


def _decide(series: Series, day: date, *, at: datetime) -> None:
    """A visit for this day, or why not."""
    starts_at, booking, left_out = series.starts_at(day), None, ""
    try:
        with transaction.atomic():
            booking = marketplace.renew(
                series.begun_with, starts_at=starts_at, most=series.price, by=series.asked_by, at=at
            )  # fmt: skip
    except Refused as refused:
        left_out = refused.reason
    SeriesVisit.objects.create(
        series=series, day=day, booking=booking, left_out=left_out[:40], at=at
    )
    decided = SeriesDayDecided(**_around(series), day=day.isoformat())
    announce(decided, by=None, at=at)


def _end(series: Series, outcome: Outcome, *, by: Person | None, at: datetime) -> Series:
    series.ended_at, series.ended_by, series.outcome = at, by, outcome
    series.next_day = None
    series.save(update_fields=["ended_at", "ended_by", "outcome", "next_day"])
    announce(SeriesEnded(**_around(series), outcome=outcome.value), by=by, at=at)
    return series


def _price_now(booking: Booking, *, shown: int | None) -> int:
    """:raises Refused: `price_changed`."""
    now = price_of(booking.helper, booking.package)
    if shown is not None and shown != now:
        price = Money(now, booking.brand.currency)
        sentence = _("The price has changed to {price}. Please look at it again.")
        raise Refused("price_changed", sentence.format(price=price.text()))
    return now


def _locked(series: Series) -> Series:
    """The series, ours until this transaction ends, as it is now."""
    Series.objects.select_for_update().get(pk=series.pk)
    return Series.objects.with_names().select_related("asked_by").get(pk=series.pk)


def _side(series: Series, *, by: Person, at: datetime) -> str:
    """:raises NotAllowed: she speaks for neither side."""
    if by.pk not in (series.customer_id, series.helper.person_id):
        hold_trust(by, series.customer_id, case=series.begun_with.case_id)
    side = queries.side_of(by, series, at=at)
    if not side:
        raise NotAllowed("not_yours", _("Only the two whose visits these are can decide this."))  # fmt: skip
    return side


def _the_helpers(series: Series, *, by: Person, at: datetime) -> None:
    """:raises NotAllowed: not the helper. :raises Refused: `wrong_state`, `too_late`."""
    if _side(series, by=by, at=at) != HELPER:
        raise NotAllowed("not_yours", _("Only the helper who was asked can answer."))
    if series.state == Outcome.EXPIRED or (
        series.state == "asked" and at >= series.answer_by
    ):
        raise Refused("too_late", _("The time to answer is over. The customer was told."))
    if series.state != "asked":
        raise Refused("wrong_state", _("You have answered this request already."))


def _around(series: Series) -> dict[str, str]:
    return {
        "series": str(series.pk),
        "case": str(series.begun_with.case_id),
        "customer": str(series.customer_id),
        "helper": str(series.helper.person_id),
    }
