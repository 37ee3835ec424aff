"""Rows as the API gives them out, always to one person: what she may not see is not there."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.core.words import pick
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.schemas import CheckOut
from kundenkreis.ledger import queries as ledger
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import pairs, queries, rows_of, searching, terms
from kundenkreis.stages.marketplace.models import (
    MARKS,
    Booking,
    BookingTransition,
    Companion,
    Dispatch,
    Extra,
    Offer,
    Review,
    VisitPhoto,
)
from kundenkreis.stages.marketplace.models import Request as Wish
from kundenkreis.stages.marketplace.pages.extras import name_of
from kundenkreis.stages.marketplace.pages.trips import how_far
from kundenkreis.stages.marketplace.schemas import (
    AddressOut,
    BookingHelper,
    BookingOut,
    BookingShort,
    CancellationOut,
    CancellationStepOut,
    ContactOut,
    ExtraOut,
    FirmOut,
    OfferOut,
    PaymentOut,
    PhotoOut,
    RequestOut,
    ReviewOut,
    SlotHelper,
    SlotOut,
    StepOut,
    TripOut,
    VisitOut,
    WaveOut,
)
from kundenkreis.stages.marketplace.transitions import CUSTOMER, HELPER, READER, STAFF

# Times of one helper in a list of slots; more are one question away.
TIMES_EACH = 3


def moment(raw: str) -> datetime:
    """An RFC 3339 time with offset; a plus that became a blank on its way is mended.

    :raises ValueError: it is none.
    """
    value = datetime.fromisoformat(raw.strip().replace(" ", "+"))
    if value.tzinfo is None:
        raise ValueError(raw)
    return value


def slots(match: Match, firm: Firm | None = None, *, at: datetime) -> list[SlotOut]:
    """The first times of one helper; `firm`: whom she works for."""
    member = match.membership
    helper = SlotHelper(
        id=match.helper.pk,
        name=match.helper.person.shown_name,
        distance_m=match.distance_m,
        standing=round(member.standing(at).lower_bound, 3),
        stars=member.mean_stars,
        reviews=member.reviews,
        jobs=member.jobs,
        checks=[
            CheckOut(kind=c.kind, checked_at=c.checked_at, text=helpers.check_sentence(c))
            for c in match.checks
        ],
        firm=FirmOut(id=firm.pk, name=firm.name) if firm else None,
    )
    return [
        SlotOut(
            helper=helper,
            starts_at=start,
            ends_at=start + match.duration,
            price=MoneyOut.of(match.price),
            score=sum(match.shown_parts.values()),
            parts=dict(match.shown_parts),
            reasons=list(match.reasons),
        )
        for start in match.starts[:TIMES_EACH]
    ]


def short(request: Request, row: Booking) -> BookingShort:
    """A booking in a list."""
    return BookingShort(
        id=row.pk,
        reference=row.reference,
        case=row.case_id,
        package=row.package.slug,
        title=pick(row.package.words),
        helper=BookingHelper(
            id=row.helper_id if row.is_named else None,
            name=row.face.shown_name,
            firm=row.firm.name if row.firm else None,
        ),
        persons=row.persons,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        price=MoneyOut.of(row.money),
        postal_code=row.request.postal_code,
        place=row.request.place,
        url=request.build_absolute_uri(row.path),
    )


def _second(row: Booking) -> BookingHelper | None:
    """Who goes along, once the firm has said who comes."""
    if row.persons != pairs.TWO or not row.is_named:
        return None
    along = Companion.objects.select_related("helper__person").get(booking=row)
    return BookingHelper(id=along.helper_id, name=along.helper.person.shown_name, firm=str(row.firm))  # fmt: skip


def whole(request: Request, row: Booking, person: Person) -> BookingOut:
    """A booking as this person may see it."""
    at = request.at
    sides = queries.sides_of(person, row, at=at)
    address = queries.address_for(person, row, at=at)
    extras = rows_of.extras_of(row)
    mine = bool(sides & {CUSTOMER, STAFF, READER})
    return BookingOut(
        **short(request, row).dict(),
        payer=row.payer,
        payment=_payment(request, row) if mine else None,
        accept_by=row.accept_by,
        offer=row.offer_id,
        code_word=row.code_word
        if mine or (HELPER in sides and row.state == "on_the_way")
        else None,
        sign_off_code=terms.sign_off_code(row)
        if CUSTOMER in sides and row.state == "completed"
        else None,
        address=AddressOut(
            street=address.street,
            details=address.details,
            postal_code=row.request.postal_code,
            place=row.request.place,
        )
        if address
        else None,
        contact=ContactOut(name=address.name, phone=address.phone) if address else None,
        second=_second(row),
        second_person=row.second_person,
        note=row.request.note,
        visit=VisitOut.from_orm(row.visit),
        trip=_trip(row) if mine else None,
        extras=[extra_of(each) for each in extras],
        photos=[photo(request, each) for each in rows_of.photos_of(row)],
        total=MoneyOut.of(queries.total_with(row, extras)),
        voucher=MoneyOut.of(row.voucher_money) if row.voucher_amount else None,
        cancellation=_cancellation(row, sides, at=at),
        money=[entry.as_json() for entry in ledger.entries(row.subject)],
        transitions=[t.noun for t in queries.allowed_now(person, row, at=at)],
        history=[_step(each) for each in row.history.all()],
        reviews=[review(each, sides) for each in rows_of.reviews_for(sides, row)],
    )


def _step(row: BookingTransition) -> StepOut:
    return StepOut(name=row.name, state=row.to_state, actor=row.actor, reason=row.reason, at=row.at, heard_at=row.heard_at)  # fmt: skip


def photo(request: Request, row: VisitPhoto) -> PhotoOut:
    """A photo, by its address."""
    url = request.build_absolute_uri(row.path)
    return PhotoOut(
        id=row.pk, width=row.width, height=row.height, added_at=row.added_at, url=url
    )


def extra_of(row: Extra) -> ExtraOut:
    """Something proposed during the visit."""
    answer = getattr(row, "answer", None)
    return ExtraOut(
        id=row.pk,
        booking=row.booking_id,
        title=name_of(row),
        minutes=row.minutes,
        price=MoneyOut.of(row.money),
        state=row.state,
        proposed_at=row.proposed_at,
        answered_at=answer.at if answer else None,
        by_telephone=bool(answer and answer.by_telephone),
    )


def _trip(row: Booking) -> TripOut | None:
    far = how_far(row)
    return TripOut(distance_m=far[0], minutes=far[1]) if far else None


def _payment(request: Request, row: Booking) -> PaymentOut:
    now = ledger.payment_state(row.subject)
    url = request.build_absolute_uri(now.url) if now.url else None
    if row.hold_at and row.is_live:
        state = now.state if url else "due" if row.pay_asked_at else "later"
        by = terms.unpaid_until(row)
        return PaymentOut(
            method=now.method or row.hold_way, state=state, url=url, pay_by=by
        )
    return PaymentOut(method=now.method, state=now.state, url=url, pay_by=now.pay_by)


def _cancellation(row: Booking, sides: set[str], *, at: datetime) -> CancellationOut:
    cost = terms.cancellation_cost(row, helper=sides == {HELPER}, at=at)
    steps = terms.cancellation_steps(
        row.cancellation, starts_at=row.starts_at, price=row.money
    )
    return CancellationOut(
        free_until=terms.free_until(row),
        cost=MoneyOut.of(cost),
        steps=[
            CancellationStepOut(until=until, cost=MoneyOut.of(share))
            for until, share in steps
        ],
    )


def review(row: Review, sides: set[str]) -> ReviewOut:
    """A review; with its marks only for the customer herself."""
    own = {mark: getattr(row, mark) for mark in MARKS} if CUSTOMER in sides else {}
    answer = getattr(row, "reply", None)
    may_read = row.hidden_at is None or bool(sides & {row.side, STAFF})
    return ReviewOut(
        id=row.public_id,
        reply=answer.text if answer and may_read else None,
        hidden=row.hidden_at is not None,
        marks={m: Review.Mark(v).name.lower() for m, v in own.items() if v is not None},
        side=row.side,
        stars=row.stars,
        text=row.text if may_read else "",
        at=row.at,
        revealed_at=row.revealed_at,
    )


def wish(row: Wish, persons: Sequence[Person], *, staff: bool = False) -> RequestOut:
    """A wish with its offers; a helper sees none but her own."""
    mine = staff or row.case.customer in persons
    offers = row.offers.select_related("booking")
    own = offers if mine else offers.filter(helper__person__in=persons)
    dispatch = searching.search_of(row.case) if mine else None
    if dispatch and dispatch.request_id != row.pk:
        dispatch = None
    return RequestOut(
        id=row.pk,
        case=row.case_id,
        state=row.state,
        package=row.package.slug if row.package else None,
        postal_code=row.postal_code,
        place=row.place,
        starts_at=row.starts_at,
        offers=[offer(each) for each in own],
        search=(dispatch.outcome or "under_way") if dispatch else None,
        waves=_waves(dispatch) if dispatch else [],
        booking=dispatch.booking_id if dispatch and dispatch.outcome == "booked" else None,
    )


def _waves(dispatch: Dispatch) -> list[WaveOut]:
    declined = Count("offers", filter=Q(offers__answer="declined"))
    rows = dispatch.waves.annotate(asked=Count("offers"), declined=declined)
    return [
        WaveOut(
            number=row.number, at=row.at, until=row.until, asked=row.asked, declined=row.declined
        )
        for row in rows
    ]  # fmt: skip


def offer(row: Offer) -> OfferOut:
    booking = getattr(row, "booking", None)
    return OfferOut(
        id=row.pk,
        booking=booking.pk if booking else None,
        helper=row.helper_id,
        starts_at=row.starts_at,
        times=row.times or [row.starts_at],
        answer_by=row.answer_by,
        answer=row.answer,
        answered_at=row.answered_at,
    )
