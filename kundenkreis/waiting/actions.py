"""Waiting for a freed time: joining, being served in turn, taking, declining, leaving.

A kept time is a slot in the helper's calendar, made under her calendar's lock: of two workers, and
of a stranger who wants the same hour, one comes first and the database lets nobody come second.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases.models import Case
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper, Slot
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, may_book_for
from kundenkreis.stages.marketplace import actions as marketplace
from kundenkreis.stages.marketplace import nearby, pace, terms
from kundenkreis.stages.marketplace import queries as visits
from kundenkreis.stages.marketplace.models import Request
from kundenkreis.stages.marketplace.pairs import one_is_enough
from kundenkreis.waiting import queries
from kundenkreis.waiting.events import (
    TimeGivenUp,
    TimeKept,
    WaitingBegun,
    WaitingEnded,
)
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer

Outcome, Answer = WaitingEntry.Outcome, WaitingOffer.Answer
# Waiting longer than this is planning, and helpers plan twelve weeks.
LONGEST = timedelta(days=84)
# A freed time is kept so long; hours of the night do not count.
KEPT = timedelta(hours=2)
# Nobody is asked who would have less than this to answer.
SHORTEST = timedelta(minutes=20)


@transaction.atomic
def join(
    case: Case,
    *,
    earliest: datetime | None = None,
    latest: datetime,
    helper: Helper | None = None,
    by: Person,
    at: datetime,
) -> WaitingEntry:
    """She waits for a time that is freed, for what her wish says: service and place. Replaces an earlier wait.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `no_wish`, `case_closed`, `two_persons`. :raises Invalid: `bad_times`.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("customer").get(pk=case.pk)  # fmt: skip
    _hers(case, by=by, at=at)
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    wish = visits.draft_of(case)
    if wish is None or wish.package is None or wish.lat is None or wish.lng is None:
        raise Refused("no_wish", _("Please say first what should be done and where."))
    one_is_enough(wish.package)
    start = max(earliest or at, at)
    if not start + timedelta(hours=1) <= latest <= at + LONGEST:
        sentence = _("Please choose days within the next twelve weeks.")
        raise Invalid("bad_times", sentence, {"latest": sentence})
    before = queries.entry_for(case)
    if before:
        _end(before, Outcome.LEFT, by=by, at=at)
    made = WaitingEntry.objects.create(
        case=case, package=wish.package, helper=helper, postal_code=wish.postal_code, place=wish.place,
        lat=wish.lat, lng=wish.lng, earliest=start, latest=latest, since=at, by=by,
    )  # fmt: skip
    announce(WaitingBegun(**_around(made)), by=by, at=at)
    return made


@transaction.atomic
def leave(entry: WaitingEntry, *, by: Person, at: datetime) -> WaitingEntry:
    """She waits no longer; twice changes nothing.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    """
    entry = _locked(entry)
    _hers(entry.case, by=by, at=at)
    return entry if entry.ended_at else _end(entry, Outcome.LEFT, by=by, at=at)


def serve(helper: Helper, *, by: None = None, at: datetime) -> list[WaitingOffer]:
    """This helper has time again: whoever waits longest and is suited has it kept for her, then the next.

    May run twice, and in two workers: a time is kept once.
    """
    line = WaitingEntry.objects.in_line().with_names().exclude(offers__answer="")
    suited = line.filter(package__in=helper.packages.values("package"), latest__gt=at)
    made = (
        _keep(entry, helper, at=at)
        for entry in suited
        if entry.helper_id in (None, helper.pk)
    )
    return [offer for offer in made if offer]


@transaction.atomic
def take(offer: WaitingOffer, *, by: Person, at: datetime) -> Request:
    """She goes on with the kept time; it stays kept until she has ordered, or its time is over.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Refused: `gone`: the time is not kept for her any more.
    """
    entry = _locked(offer.entry)
    _hers(entry.case, by=by, at=at)
    offer = _kept(offer, at=at)
    wish = marketplace.ask(
        entry.case, package=entry.package, postal_code=entry.postal_code, by=by, at=at
    )
    return marketplace.choose(
        wish, helper=offer.helper, starts_at=offer.starts_at, by=by, at=at
    )


@transaction.atomic
def decline(offer: WaitingOffer, *, by: Person, at: datetime) -> WaitingOffer:
    """Not this time; she keeps her place, and the next in line is asked.

    :raises NotAllowed: as `take`. :raises Refused: `gone`.
    """
    entry = _locked(offer.entry)
    _hers(entry.case, by=by, at=at)
    return _give_up(_kept(offer, at=at), Answer.DECLINED, by=by, at=at)


@transaction.atomic
def expire(offer: WaitingOffer, *, by: None = None, at: datetime) -> WaitingOffer:
    """She did not answer in time, or the time is not kept any more; twice changes nothing."""
    _locked(offer.entry)
    offer = WaitingOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if offer.answer or (at < offer.until and offer.slot_id):
        return offer
    return _give_up(offer, Answer.EXPIRED, by=None, at=at)


@transaction.atomic
def settle(entry: WaitingEntry, *, by: None = None, at: datetime) -> WaitingEntry:
    """She has a visit now, by whatever way, or her days are over; twice changes nothing."""
    entry = _locked(entry)
    if entry.ended_at:
        return entry
    if visits.live_bookings(entry.case):
        return _end(entry, Outcome.TAKEN, by=None, at=at)
    if at >= entry.latest or not entry.case.is_open:
        return _end(entry, Outcome.EXPIRED, by=None, at=at)
    return entry


@transaction.atomic
def _keep(entry: WaitingEntry, helper: Helper, *, at: datetime) -> WaitingOffer | None:
    """Keep this helper's first suitable time for her, unless it was offered to her before."""
    entry = _locked(entry)
    if entry.ended_at or WaitingOffer.objects.filter(entry=entry, answer="").exists():
        return None
    helper = helpers.hold_calendar(helper)
    for start in _starts(entry, helper, at=at):
        until = min(pace.after(at, KEPT, zone=entry.brand.zone), start - terms.NOTICE)
        if until < at + SHORTEST:
            continue
        try:
            with transaction.atomic():
                slot = helpers.keep(
                    helper, entry.package, starts_at=start, customer=entry.case.customer,
                    until=until, by=None, at=at,
                )  # fmt: skip
        except Refused:
            continue
        offer = WaitingOffer.objects.create(
            entry=entry, helper=helper, starts_at=start, slot=slot, at=at, until=until
        )
        kept = TimeKept(**_around(entry), offer=str(offer.pk))
        announce(kept, by=None, at=at)
        return offer
    return None


def _starts(entry: WaitingEntry, helper: Helper, *, at: datetime) -> list[datetime]:
    """When this helper could come to her, but for what she had kept before."""
    before = set(
        WaitingOffer.objects.filter(entry=entry, helper=helper).values_list(
            "starts_at", flat=True
        )
    )
    found = nearby.suggestions(
        package=entry.package, point=entry.point, brand=entry.brand, but_not=entry.case.customer,
        only=helper, from_=max(entry.earliest, at), until=entry.latest, at=at,
    )  # fmt: skip
    return [start for match in found for start in match.starts if start not in before]


def _kept(offer: WaitingOffer, *, at: datetime) -> WaitingOffer:
    """:raises Refused: `gone`."""
    rows = WaitingOffer.objects.select_related("helper__person", "entry")
    offer = rows.select_for_update(of=("self",)).get(pk=offer.pk)
    if not offer.is_kept(at):
        raise Refused(
            "gone",
            _("This time is not kept for you any more. You keep your place in the line."),
        )
    return offer


def _give_up(
    offer: WaitingOffer, answer: WaitingOffer.Answer, *, by: Person | None, at: datetime
) -> WaitingOffer:
    helpers.hold_calendar(offer.helper)
    kept = Slot.objects.filter(pk=offer.slot_id) if offer.slot_id else Slot.objects.none()
    slot = kept.filter(kept_until__isnull=False).first()
    offer.answer, offer.answered_at, offer.slot = answer, at, None
    offer.save(update_fields=["answer", "answered_at", "slot"])
    if slot:
        helpers.release(slot, by=by, at=at)
    given_up = TimeGivenUp(**_around(offer.entry), helper=str(offer.helper_id))
    announce(given_up, by=by, at=at)
    return offer


def _end(
    entry: WaitingEntry, outcome: WaitingEntry.Outcome, *, by: Person | None, at: datetime
) -> WaitingEntry:
    for offer in WaitingOffer.objects.select_related("helper", "entry").filter(
        entry=entry, answer=""
    ):
        taken = Answer.TAKEN if _was_booked(offer) else Answer.DECLINED
        _give_up(offer, taken, by=by, at=at)
    entry.ended_at, entry.outcome = at, outcome
    entry.save(update_fields=["ended_at", "outcome"])
    announce(WaitingEnded(**_around(entry), outcome=outcome.value), by=by, at=at)
    return entry


def _was_booked(offer: WaitingOffer) -> bool:
    """Whether the kept slot has become a visit's."""
    return any(
        row.slot_id == offer.slot_id for row in visits.live_bookings(offer.entry.case)
    )


def _locked(entry: WaitingEntry) -> WaitingEntry:
    """Her entry, ours until this transaction ends; the case first, as everywhere."""
    Case.objects.select_for_update().get(pk=entry.case_id)
    WaitingEntry.objects.select_for_update().get(pk=entry.pk)
    return WaitingEntry.objects.with_names().get(pk=entry.pk)


def _hers(case: Case, *, by: Person, at: datetime) -> None:
    """:raises NotAllowed: `by` does not decide for her."""
    trusted = may_book_for(by, case.customer_id, case=case.pk)
    if not terms.may_order(by, case, staff=is_staff(by, at=at), trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))


def _around(entry: WaitingEntry) -> dict[str, str]:
    return {
        "entry": str(entry.pk),
        "case": str(entry.case_id),
        "customer": str(entry.case.customer_id),
    }
