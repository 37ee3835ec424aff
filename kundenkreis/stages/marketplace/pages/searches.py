"""What the pages of a search for whoever can come first show, to who ordered it and to whom it asks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.money import Money
from kundenkreis.helpers.models import Helper
from kundenkreis.ledger.ways import ways_without_page
from kundenkreis.notifications import live
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, may_book_for
from kundenkreis.stages.marketplace import pace, queries, searching, terms
from kundenkreis.stages.marketplace.choosing import Opening
from kundenkreis.stages.marketplace.models import (
    Address,
    Booking,
    Dispatch,
    DispatchWave,
    Offer,
    Request,
)
from kundenkreis.stages.marketplace.transitions import LIVE
from kundenkreis.ui import filters

Outcome = Dispatch.Outcome


def search_page(dispatch: Dispatch, person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything the page of a search, or its panel on the case page, shows."""
    waves = _waves(dispatch)
    found = Booking.objects.with_names().filter(pk=dispatch.booking_id).first()
    case = dispatch.request.case
    trusted = may_book_for(person, case.customer_id, case=case.pk)
    return {
        "search": dispatch,
        "case": case,
        "may_stop": not dispatch.outcome
        and terms.may_order(person, case, staff=is_staff(person, at=at), trusted=trusted),
        "booking": found,
        "title": _title(dispatch, found),
        "next": next_step(dispatch, waves, found, at=at),
        "timeline": [_line(wave, at=at) for wave in waves],
        "windows": [window_words(window) for window in dispatch.windows],
        "latest": dispatch.last_start - terms.ANSWER_BEFORE,
        "live": live.token([f"case:{dispatch.request.case_id}"]),
    }


def _waves(dispatch: Dispatch) -> list[DispatchWave]:
    return list(
        dispatch.waves.annotate(
            asked=Count("offers"),
            declined=Count("offers", filter=Q(offers__answer="declined")),
            silent=Count("offers", filter=Q(offers__answer="expired")),
            waiting=Count("offers", filter=Q(offers__answer="")),
        )
    )


def _title(dispatch: Dispatch, found: Booking | None) -> str:
    if found:
        return _("{name} comes").format(name=found.helper.person.shown_name)
    return {
        Outcome.NOBODY: _("Nobody can come then"),
        Outcome.WITHDRAWN: _("The search is stopped"),
    }.get(Outcome(dispatch.outcome), "") if dispatch.outcome else _("We look for whoever can come first")  # fmt: skip


def next_step(
    dispatch: Dispatch,
    waves: Sequence[DispatchWave],
    found: Booking | None,
    *,
    at: datetime,
) -> str:
    """One or two sentences: where the search stands, and until when."""
    asked = sum(getattr(wave, "asked") for wave in waves)  # noqa: B009 - counted by the query
    waiting = sum(getattr(wave, "waiting") for wave in waves)  # noqa: B009
    if found:
        return _("{name} was the first to say yes, and comes on {when}.").format(
            name=found.helper.person.shown_name, when=filters.moment(found.starts_at)
        )
    if dispatch.outcome == Outcome.NOBODY:
        sentence = ngettext(
            "We asked {count} helper who was free near you. Nobody can come. You pay nothing.",
            "We asked {count} helpers who were free near you. Nobody can come. You pay nothing.",
            asked,
        )
        return sentence.format(count=asked)
    if dispatch.outcome:
        return _("Nobody is asked any more. You pay nothing.")
    until = filters.moment(dispatch.next_at) if dispatch.next_at else ""
    if not waiting:
        return _("It is night, so nobody is woken. We ask from {until} on.").format(until=until)  # fmt: skip
    sentence = ngettext(
        "We asked {count} checked helper near you and wait for an answer until {until}.",
        "We asked {count} checked helpers near you. {waiting} can still say yes until {until}.",
        asked,
    )
    return sentence.format(count=asked, waiting=waiting, until=until)


def _line(wave: DispatchWave, *, at: datetime) -> dict[str, Any]:
    """A wave as the timeline tells it."""
    asked, declined, silent, waiting = (
        getattr(wave, name) for name in ("asked", "declined", "silent", "waiting")
    )
    title = ngettext("{count} helper asked", "{count} helpers asked", asked)
    told = [
        ngettext("{count} cannot come.", "{count} cannot come.", declined).format(count=declined) if declined else "",
        ngettext("{count} did not answer.", "{count} did not answer.", silent).format(count=silent) if silent else "",
        _("{count} can still say yes until {until}.").format(count=waiting, until=filters.clock(wave.until)) if waiting else "",
    ]  # fmt: skip
    return {
        "title": title.format(count=asked),
        "at": wave.at,
        "text": " ".join(filter(None, told)),
        "state": "now" if waiting else "done",
    }


def window_words(window: TimestamptzRange) -> str:
    """When the visit may begin."""
    assert window.lower is not None
    assert window.upper is not None
    return window_of(window.lower, window.upper)


def window_of(start: datetime, end: datetime) -> str:
    """`Tuesday, 10 March, between 8:00 and 12:00`."""
    return _("{day}, between {start} and {end}").format(
        day=filters.day(start), start=filters.clock(start), end=filters.clock(end)
    )


def how_many(opening: Opening) -> str:
    """How many are free then."""
    sentence = ngettext(
        "{count} checked helper is free then.",
        "{count} checked helpers are free then.",
        opening.helpers,
    )
    return sentence.format(count=opening.helpers)


def answers(request: Request, address: Address) -> list[dict[str, str]]:
    """Everything that was said, with the way back to each."""
    start = f"/cases/{request.case_id}/visit/"
    contact = f"{start}contact/"
    when = " · ".join(window_words(window) for window in request.windows)
    where = f"{address.street}, {request.postal_code} {request.place}"
    rows = [
        (_("Service"), str(request.package), start),
        (_("Helper"), _("The first who can come"), f"{start}slots/"),
        (_("When"), when, f"{start}windows/"),
        (_("Where"), where, contact),
        (_("How to find you"), address.details, contact),
        (_("Name"), address.name, contact),
        (_("Telephone"), address.phone, contact),
        (_("With you"), _("A second person") if request.second_person else "", contact),
        (_("Note for the helper"), request.note, contact),
    ]
    return [
        {"key": key, "value": value, "href": href} for key, value, href in rows if value
    ]


def instead(booking: Booking, *, at: datetime) -> dict[str, Any]:
    """What may be done for a visit that its helper does not make; nothing for any other."""
    if booking.state in LIVE or not queries.fell_out(booking):
        return {}
    if search := searching.replacement_of(booking):
        return {"search": search}
    if not booking.case.is_open or searching.path_of_what_goes_on(booking.case):
        return {}
    if not ways_without_page(booking.brand):
        return {}
    price = min(booking.price, booking.package.price)
    return {
        "window": window_of(*pace.instead(booking.starts_at, at=at)),
        "price": Money(price, booking.currency),
    }


def requests_page(helper: Helper, *, at: datetime) -> dict[str, Any]:
    """What waits for the helper's word: put to her alone, or to a few together."""
    waiting = queries.waiting_for(helper)
    asked = searching.asked_in_waves(helper, at=at)
    return {
        "helper": helper,
        "waiting": waiting,
        "asked": asked,
        "count": len(waiting) + len(asked),
        "passed": [(row, how_it_ended(row)) for row in searching.passed_lately(helper, at=at)],
        "reasons": terms.DECLINED,
        "live": live.token([f"person:{helper.person_id}"]),
    }  # fmt: skip


def how_it_ended(offer: Offer) -> str:
    """What a helper reads about a question that ended without her answer."""
    return {
        Offer.Answer.OVERTAKEN: _("Another helper was faster. Thank you! This does not count against you."),
        Offer.Answer.WITHDRAWN: _("The customer does not need this visit any more."),
        Offer.Answer.EXPIRED: _("The time to answer is over. Others are asked now."),
    }[Offer.Answer(offer.answer)]  # fmt: skip
