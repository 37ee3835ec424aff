"""Where a customer lives, and how to reach her, stands nowhere but where it must: a crawl for canaries.

Every page and every endpoint that is read, from the URL resolver and the OpenAPI document, with the
ids of a real visit, in every state of it. Street and telephone may be read by the booked helper from
her yes until 24 hours after the work; her e-mail address never; outsiders read nothing at any time.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

import pytest
from django.test import Client

from kundenkreis.core import clock
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.tests.neighbours import neighbour, someone
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace import reactions
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, visit, wifi
from tests.test_walls import filled, operations, pages

STREET, PHONE, MAIL = "Kanarienweg 4711", "079 471 14 71", "kanarie@example.org"
CANARIES = {
    "street": ("Kanarienweg",), "phone": ("079 471 14 71", "0794711471", "+41794711471"), "mail": ("kanarie@",),
}  # fmt: skip
STATES = [
    "held", "confirmed", "on_the_way", "in_progress", "completed", "closed", "declined", "expired", "cancelled",
    "no_show", "unsuccessful",
]  # fmt: skip
# How far a crawl goes: every route; what may change with the visit, so no public page without an id and no
# route whose id is none of the visit's; or only routes with its ids, no lists.
Reach = Literal["all", "lists", "visit"]
# Lists are the same while nothing is agreed, while she comes, afterwards, and when nobody comes.
REACH: dict[str, Reach] = {
    "held": "lists",
    "confirmed": "all",
    "closed": "lists",
    "cancelled": "lists",
}
SEEN_BY_HELPER = ("confirmed", "on_the_way", "in_progress", "completed", "closed")


def home(vreni: Person, jonas: Person, at: datetime, state: str) -> Booking:
    people.leave_contact(vreni, phone=PHONE, email=MAIL, by=vreni, at=at)
    address = {**ADDRESS, "street": STREET, "phone": PHONE, "email": MAIL}
    return visit(vreni, jonas, at, state, address=address)


def its_id(booking: Booking, path: str) -> str:
    """The id of the visit that belongs into this route; empty where none of its ids does."""
    for part, pk in (
        ("cases/", booking.case_id), ("bookings/", booking.pk), ("requests/", booking.request_id),
        ("offers/", booking.offer_id), ("neighbours/", booking.helper_id), ("helpers/", booking.helper_id),
        ("firm/visits/", booking.pk),
    ):  # fmt: skip
        if part in path:
            return str(pk)
    return ""


def reached(booking: Booking, path: str, policy: str, reach: Reach) -> bool:
    """Whether the crawl goes there."""
    if reach == "all":
        return True
    if re.search(r"<uuid|<int|\{", path):
        return bool(its_id(booking, path))
    return reach == "lists" and policy != "public"


def addresses(booking: Booking, reach: Reach) -> Iterator[str]:
    """What can be read."""
    for path, entry in pages():
        policy = getattr(entry.callback, "policy", "")
        if not path.startswith("demo/") and reached(booking, path, policy, reach):
            yield filled(path, its_id(booking, path) or booking.pk)
    for method, path in operations():
        if method == "get" and reached(booking, path, "", reach):
            yield (
                re.sub(r"\{[^}]*\}", its_id(booking, path) or str(booking.pk), path)
                + "?postal_code=8004&package=wifi&q=Kanarienweg"
            )


def canaries(text: str) -> set[str]:
    return {name for name, words in CANARIES.items() if any(word in text for word in words)}


def crawl(
    booking: Booking, person: Person | None, host: str = "alpenfon", reach: Reach = "lists"
) -> dict[str, set[str]]:
    """Where this person reads which canary."""
    client = Client(headers={"host": f"{host}.localhost"}, raise_request_exception=False)
    if person:
        client.force_login(person)
    found: dict[str, set[str]] = {}
    for address in addresses(booking, reach):
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was asked for is said again by a search; only what follows counts.
        text = body.decode(errors="replace").replace("q=Kanarienweg", "")
        if name := canaries(text):
            found[address] = name
    return found


@pytest.fixture
def clocked(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_the_helper_reads_it_only_while_she_needs_it(
    vreni: Person, jonas: Person, at: datetime, clocked: Any, state: str
) -> None:
    booking = home(vreni, jonas, at, state)
    clocked(max(at, booking.starts_at + timedelta(hours=2)) if state != "held" else at)
    found = crawl(booking, jonas, reach=REACH.get(state, "visit"))
    kinds = set().union(*found.values()) if found else set()
    assert kinds == ({"street", "phone"} if state in SEEN_BY_HELPER else set()), found
    if state in ("completed", "closed"):
        booking.visit.refresh_from_db()
        assert booking.visit.completed_at
        clocked(booking.visit.completed_at + timedelta(hours=24))
        assert crawl(booking, jonas, reach=REACH.get(state, "visit")) == {}


@pytest.mark.slow
@pytest.mark.parametrize("state", ["held", "confirmed", "closed"])
def test_outsiders_read_nothing_at_any_time(
    vreni: Person,
    jonas: Person,
    aylin: Person,
    beat: Person,
    kai: Person,
    at: datetime,
    clocked: Any,
    state: str,
) -> None:
    other = neighbour(someone(1, at), wifi(), at=at)
    booking = home(vreni, jonas, at, state)
    people.grant(other.person, "helper", by=None, at=at)
    clocked(at if state == "held" else booking.starts_at + timedelta(hours=2))
    # Their own lists know nothing of her visit in any state, so one state is enough for these.
    reach: Reach = "all" if state == "confirmed" else "visit"
    for person in (None, beat, aylin, other.person):
        assert crawl(booking, person, reach=reach) == {}, person
    assert crawl(booking, kai, "seeland", reach=reach) == {}


@pytest.mark.slow
def test_the_crawl_finds_what_the_customer_and_the_team_may_read(
    vreni: Person, jonas: Person, reto: Person, at: datetime, clocked: Any
) -> None:
    """Had it no eyes, the tests above would prove nothing."""
    booking = home(vreni, jonas, at, "confirmed")
    clocked(at)
    for person in (vreni, reto):
        found = crawl(booking, person, reach="visit")
        assert "street" in found[booking.path]
        assert "street" in found[f"/api/v1{booking.path.rstrip('/')}?postal_code=8004&package=wifi&q=Kanarienweg"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_no_notice_to_the_helper_carries_it(
    vreni: Person, jonas: Person, at: datetime, state: str
) -> None:
    """The way to the page stands in it; what leaves the house in a mail or an SMS cannot be taken back."""
    home(vreni, jonas, at, state)
    for row in EventRow.objects.filter(name="booking_moved"):
        reactions.tell_both(BookingMoved(**row.payload), row=row)
    rows = Notice.objects.filter(person=jonas)
    assert rows.exists()
    assert canaries(str([row.values for row in rows])) == set()
    assert Helper.objects.get().person == jonas
