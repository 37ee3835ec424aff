"""What the pages of visits show, gathered for one reader, in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from kundenkreis.bills.queries import bill_of
from kundenkreis.brands.policies import Steps
from kundenkreis.core.money import Money
from kundenkreis.disputes.queries import dispute_of
from kundenkreis.documents.queries import documents_about
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger import queries as ledger
from kundenkreis.notifications import live
from kundenkreis.people.models import Person
from kundenkreis.portraits import queries as portraits
from kundenkreis.stages.marketplace import beside, queries, queries_tips, rows_of, terms
from kundenkreis.stages.marketplace.models import (
    Address,
    Booking,
    BookingTransition,
    Request,
)
from kundenkreis.stages.marketplace.pages import (
    bonds,
    extras,
    near,
    searches,
    times,
    trips,
)
from kundenkreis.stages.marketplace.transitions import (
    AHEAD,
    CONFIRMER,
    CUSTOMER,
    DISPATCHER,
    HELPER,
    LIVE,
    READER,
    STAFF,
    TRUSTED,
    State,
)
from kundenkreis.ui import filters

PER_PAGE = 20
# The way of a visit that goes well.
WAY = (State.HELD, State.CONFIRMED, State.ON_THE_WAY, State.IN_PROGRESS, State.COMPLETED, State.CLOSED)  # fmt: skip


def booking_page(booking: Booking, person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything a booking's page, or its panel on the case page, shows to this person."""
    sides = queries.sides_of(person, booking, at=at)
    mine = bool(sides & {CUSTOMER, STAFF, READER})
    ahead = booking.state in AHEAD
    reviews = [] if ahead else rows_of.reviews_for(sides, booking)
    side = CUSTOMER if CUSTOMER in sides else HELPER if HELPER in sides else ""
    return {
        "booking": booking,
        "mine": mine,
        "as_helper": HELPER in sides,
        "staff": STAFF in sides,
        "helper": booking.face,
        "firm": booking.firm,
        "dispatcher": DISPATCHER in sides,
        "photo": portraits.paths_of([booking.helper_id]).get(booking.helper_id, "")
        if booking.is_named
        else "",
        "checks": [helpers.check_sentence(c) for c in _checks(booking.helper)]
        if booking.is_named
        else [],
        "timeline": timeline(booking),
        "next": next_step(
            booking, helper=not mine, dispatcher=not sides & {HELPER, CUSTOMER}
        ),
        "code_word": booking.code_word if mine and booking.state in LIVE else "",
        "address": queries.address_for(person, booking, at=at),
        "lines": ledger.statement(booking.subject),
        "payment": ledger.payment_state(booking.subject) if mine else None,
        "bill": bill_of(booking.subject) if mine else None,
        "tip": queries_tips.tip_of(booking),
        "may_tip": mine and not queries_tips.no_tip(booking, at=at),
        "documents": documents_about(booking.subject, [person], at=at),
        "viewer": None if STAFF in sides and CUSTOMER not in sides else person,
        "nouns": {t.noun for t in queries.allowed_now(person, booking, at=at)},
        "terms": cancelling(booking),
        "unpaid": near.not_held_yet(booking),
        **extras.on_booking(booking, sides),
        **bonds.on_booking(booking, person, sides),
        **times.on_booking(booking, sides, at=at),
        "trip": trips.on_booking(booking, mine=mine),
        "photos": [] if ahead else rows_of.photos_of(booking),
        "why": why_it_ended(booking),
        "instead": searches.instead(booking, at=at) if mine else {},
        "sign_off_code": terms.sign_off_code(booking)
        if CUSTOMER in sides and booking.state == State.COMPLETED
        else "",
        "reviews": reviews,
        "side": side,
        "beside": beside.on_booking(booking, person, sides, at=at),
        "may_review": bool(side)
        and terms.review_open(booking, at=at)
        and all(row.side != side for row in reviews),
        "may_refund": STAFF in sides and booking.state == State.CLOSED,
        "dispute": dispute_of(booking.subject)
        if booking.state in (State.COMPLETED, State.CLOSED)
        else None,
        "live": live.token([f"case:{booking.case_id}"]),
    }


def why_it_ended(booking: Booking) -> str:
    """Why a visit had no success, in words."""
    if booking.state != State.UNSUCCESSFUL:
        return ""
    reason = next(s.reason for s in booking.history.all() if s.to_state == booking.state)
    return str(terms.UNSUCCESSFUL.get(reason, ""))


def _checks(helper: Helper) -> Sequence[Any]:
    return helpers.checks_of([helper.pk])[helper.pk]


def state_words() -> Mapping[str, str]:
    """The good way of a visit, as its timeline tells it."""
    return {
        State.HELD: _("Asked"),
        State.CONFIRMED: _("Accepted"),
        State.ON_THE_WAY: _("On the way"),
        State.IN_PROGRESS: _("At work"),
        State.COMPLETED: _("Done"),
        State.CLOSED: _("Signed off"),
    }


def timeline(booking: Booking) -> list[dict[str, Any]]:
    """What happened, what is now, what comes; an end that was not hoped for stands last."""
    reached = {
        step.to_state: step
        for step in rows_of.history_of(booking)
        if step.from_state != State.CLOSED  # an objection to what is signed off
    }
    words = dict(state_words())
    if booking.awaits_payment:
        words[State.HELD] = _("Ordered, not paid yet")
    items: list[dict[str, Any]] = []
    for state in WAY:
        step = reached.get(state)
        if step is None and booking.state not in WAY:
            continue
        here = "now" if state == booking.state else "done" if step and _before(state, booking) else "later"  # fmt: skip
        known = step if here != "later" else None
        if step and step.name == "dispute":
            words[state] = _("Done, with an objection")
        items.append({"title": words[state], "at": known and known.at, "text": _for_her(known), "state": here})  # fmt: skip
    if booking.state not in WAY:
        end = reached[booking.state]
        items.append({"title": State(booking.state).label, "at": end.at, "text": _for_her(end), "state": "now"})  # fmt: skip
    if booking.state == State.CLOSED:
        items[-1]["state"] = "done"
    return items


def _for_her(step: BookingTransition | None) -> str:
    """`by Beat (trusted person)`, where somebody acted for the customer; and what came later."""
    if step and step.heard_at:
        return _("sent at {time}, when there was a network").format(
            time=filters.clock(step.heard_at)
        )
    if step is None or step.actor not in (TRUSTED, CONFIRMER) or step.by is None:
        return ""
    return _("by {name} (trusted person)").format(name=step.by.shown_name)


def _before(state: State, booking: Booking) -> bool:
    """Whether the state lies behind: after a new time was asked for, acceptance does not."""
    return booking.state not in WAY or WAY.index(state) < WAY.index(State(booking.state))


def next_step(booking: Booking, *, helper: bool, dispatcher: bool = False) -> str:
    """One sentence: what happens next, and until when."""
    name = booking.face.shown_name
    if booking.awaits_payment and booking.pay_by:
        return _("Please pay until {until}. Then we ask {name}.").format(
            until=filters.moment(booking.pay_by), name=name
        )
    if booking.to_pay and not helper:
        return _("{name} comes on {when}. Please pay until {until}.").format(
            name=name, when=filters.moment(booking.starts_at), until=filters.moment(terms.unpaid_until(booking))
        )  # fmt: skip
    if booking.state == State.EXPIRED and booking.pay_by:
        return _("This was not paid in time, so nobody was asked. Nothing was charged.")
    values = {
        "name": name,
        "until": filters.moment(booking.accept_by),
        "when": filters.moment(booking.starts_at),
    }
    for_customer = {
        State.HELD: _("{name} answers until {until}. Then you get a message."),
        State.CONFIRMED: _("{name} comes on {when}. You need not do anything."),
        State.ON_THE_WAY: _("{name} is on the way. Ask for your word before you open."),
        State.IN_PROGRESS: _("{name} is at work."),
        State.COMPLETED: _("Please look whether everything works, then sign off."),
        State.CLOSED: _("All done. Thank you."),
        State.DECLINED: _("{name} cannot come. You have your money back."),
        State.EXPIRED: _("{name} did not answer in time. You have your money back."),
        State.CANCELLED: _("This visit does not take place."),
        State.NO_SHOW: _("This visit did not take place."),
        State.UNSUCCESSFUL: _("It did not work. You have your money back."),
    }
    for_helper = {
        State.HELD: _("Please answer until {until}."),
        State.CONFIRMED: _("Tell the customer when you leave."),
        State.ON_THE_WAY: _("At the door, say the customer's word."),
        State.IN_PROGRESS: _("When you are done, write in two lines what you did."),
        State.COMPLETED: _("The customer signs off. Without a word, this happens after seven days."),
        State.CLOSED: _("Signed off. Thank you."),
    }  # fmt: skip
    for_dispatcher = {
        State.CONFIRMED: _("{name} goes there. You can still send somebody else."),
        State.ON_THE_WAY: _("{name} is on the way."),
        State.IN_PROGRESS: _("{name} is at work."),
    }
    own = for_helper | (for_dispatcher if dispatcher else {})
    sentences = own if helper else for_customer
    return sentences.get(State(booking.state), State(booking.state).label).format(**values)


def cancelling(booking: Booking) -> str:
    """What cancelling costs, with this booking's own moments and amounts."""
    return costs(booking.cancellation, booking.starts_at, booking.money)


def draft_terms(request: Request) -> str:
    """The same before anything is booked."""
    assert request.starts_at is not None
    assert request.package is not None
    return costs(request.package.cancellation, request.starts_at, request.money)


def costs(steps: Steps, starts_at: datetime, price: Money) -> str:
    """`Cancelling is free until Tuesday, 14 March, 10:00. After that it costs CHF 24.50.`"""
    sentences: list[str] = []
    for until, cost in terms.cancellation_steps(steps, starts_at=starts_at, price=price):
        values = {
            "until": f"{filters.day(until)}, {filters.clock(until)}" if until else "",
            "cost": filters.money(cost),
        }
        if until and not cost:
            sentence = _("Cancelling is free until {until}.")
        elif until:
            sentence = _("Until {until} it costs {cost}.")
        elif sentences:
            sentence = _("After that it costs {cost}.")
        else:
            sentence = _("Cancelling costs {cost}.")
        sentences.append(sentence.format(**values))
    return " ".join(sentences)


def answers(request: Request, address: Address) -> list[dict[str, str]]:
    """Everything that was said, with the way back to each."""
    start = f"/cases/{request.case_id}/visit/"
    assert request.starts_at is not None
    when = f"{filters.day(request.starts_at)}, {filters.clock(request.starts_at)}"
    where = f"{address.street}, {request.postal_code} {request.place}"
    rows = [
        (_("Service"), str(request.package), start),
        (
            _("Helper"),
            _("A technician of {firm}").format(firm=request.firm)
            if request.firm
            else str(request.helper),
            f"{start}slots/",
        ),
        (_("When"), when, f"{start}slots/"),
        (_("Where"), where, f"{start}contact/"),
        (_("How to find you"), address.details, f"{start}contact/"),
        (_("Name"), address.name, f"{start}contact/"),
        (_("Telephone"), address.phone, f"{start}contact/"),
        (
            _("With you"),
            _("A second person") if request.second_person else "",
            f"{start}contact/",
        ),
        (_("Note for the helper"), request.note, f"{start}contact/"),
    ]
    return [
        {"key": key, "value": value, "href": href} for key, value, href in rows if value
    ]


def brand_bookings(number: str | None, state: str) -> Page[Booking]:
    """All bookings of the brand, newest first, by numbered pages."""
    rows = Booking.objects.with_names().order_by("-made_at")
    if state in State.values:
        rows = rows.filter(state=state)
    return Paginator(rows, PER_PAGE).get_page(number)
