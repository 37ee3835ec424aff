"""Beat acts for his mother: he books, moves nothing else, cancels; until she says it is over."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from kundenkreis.cases.models import Case
from kundenkreis.notifications.models import DemoMessage
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, helper_jonas
from tests.stories.conftest import Browser, World

BROWSER = Callable[..., Browser]


def link_in(mail: DemoMessage) -> str:
    """The path of the mail's one link."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.text)
    assert found, mail.text
    return found[1]


def invite(browser: Browser, path: str, **more: str) -> None:
    fields = {"name": "Beat", "email": "beat@example.org", "scope": "book", **more}
    answer = browser.send(path, once=f"{path}{more}", **fields)
    assert answer.status_code == 303, answer.content.decode()


def say_yes(world: World, beat: Browser) -> None:
    mail = next(m for m in world.mails_to("beat@") if "/invitation/" in m.text)
    path = link_in(mail)
    beat.text(path)
    assert TrustedPerson.objects.get().confirmed_at is None, "opening a link is no yes"
    key = path.partition("key=")[2]
    beat.send(path.partition("?")[0], key=key, answer="yes", once="yes")


def order_as(browser: Browser, case: Case, at: datetime) -> Booking:
    """Through the pages of the order, up to the binding button."""
    start = f"{case.path}visit/"
    browser.send(start, package="wifi", once="1")
    browser.send(f"{start}place/", postal_code="8004", once="2")
    slots = browser.text(f"{start}slots/")
    slot = re.findall(r'name="slot" value="([^"]+)"', slots)[0]
    browser.send(f"{start}slots/", slot=slot, once="3")
    browser.send(f"{start}contact/", once="4", note="", **ADDRESS)
    page = browser.text(f"{start}check/")
    price = re.findall(r'name="price" value="(\d+)"', page)[0]
    answer = browser.send(f"{start}check/", price=price, once="5")
    assert answer.status_code == 303, answer.content.decode()[:2000]
    return Booking.objects.get()


@pytest.mark.slow
def test_he_books_and_cancels_for_her_and_she_is_told(
    world: World, vreni: Person, beat: Person, jonas: Person, browser_of: BROWSER, at: datetime
) -> None:  # fmt: skip
    helper_jonas(jonas, at)
    case = case_of(vreni, at)
    hers, his = browser_of(vreni), browser_of(beat)
    assert his.get(case.path).status_code == 404
    invite(hers, "/trusted-persons/")
    assert his.get(case.path).status_code == 404, "being asked opens nothing"
    say_yes(world, his)
    assert case.title in his.text("/cases/")
    assert case.title in his.text(case.path)
    # What is hers to say stays hers.
    assert his.post(f"{case.path}solution/").status_code == 403
    assert his.get(f"{case.path}feedback/").status_code == 403
    assert his.get(f"{case.path}contact/").status_code == 403

    booking = order_as(his, case, at)
    assert (booking.customer, booking.made_by) == (vreni, beat)
    assert booking.history.get().actor == "trusted"
    told = world.mails_to("vreni@")[-1].text
    assert booking.reference in told
    assert "Beat" in told
    copy = world.mails_to("beat@")[-1]
    assert booking.reference in copy.text
    assert "Vreni" in copy.subject
    assert "/k/" not in copy.text, "nobody gets the key of another's case"
    assert "Beat" in hers.text(booking.path)

    jonas_browser = browser_of(jonas)
    jonas_browser.send(f"{booking.path}acceptance/", once="6")
    assert booking.code_word in world.mails_to("beat@")[-1].text
    # Signing off moves her money: that is hers.
    assert "sign-off" not in his.text(booking.path)
    answer = his.send(f"{booking.path}cancellation/", reason="Sie ist krank.", once="7")
    assert answer.status_code == 303
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert list(booking.history.values_list("actor", flat=True)) == [
        "trusted",
        "helper",
        "trusted",
    ]
    assert "Beat" in world.mails_to("vreni@")[-1].text


@pytest.mark.slow
def test_her_end_counts_in_the_middle_of_his_order(
    world: World, vreni: Person, beat: Person, jonas: Person, browser_of: BROWSER, at: datetime
) -> None:  # fmt: skip
    helper_jonas(jonas, at)
    case = case_of(vreni, at)
    hers, his = browser_of(vreni), browser_of(beat)
    invite(hers, "/trusted-persons/")
    say_yes(world, his)
    his.send(f"{case.path}visit/", package="wifi", once="1")
    row = TrustedPerson.objects.get()
    hers.send(f"/trusted-persons/{row.pk}/end/", once="2")
    assert his.post(f"{case.path}visit/place/", {"postal_code": "8004"}).status_code == 404
    assert his.get(case.path).status_code == 404
    assert case.title not in his.text("/cases/")
    assert "Beat" in world.mails_to("vreni@")[-1].text
    before = len(world.mails_to("beat@"))
    hers.send(f"{case.path}messages/", text="Ich warte.", once="3")
    assert len(world.mails_to("beat@")) == before


@pytest.mark.slow
def test_who_only_reads_along_books_nothing(
    world: World, vreni: Person, beat: Person, jonas: Person, browser_of: BROWSER, at: datetime
) -> None:  # fmt: skip
    helper_jonas(jonas, at)
    case = case_of(vreni, at)
    hers, his = browser_of(vreni), browser_of(beat)
    invite(hers, "/trusted-persons/", scope="read")
    say_yes(world, his)
    assert his.post(f"{case.path}visit/", {"package": "wifi"}).status_code == 403
    booking = order_as(hers, case, at)
    page = his.text(booking.path)
    assert ADDRESS["street"] not in page, "reading along needs no address"
    assert his.post(f"{booking.path}cancellation/", {"reason": ""}).status_code != 303
    booking.refresh_from_db()
    assert booking.state == "held"
    his.send(f"{case.path}messages/", text="Ich bin auch da.", once="m")
    assert case.messages.get().role == "trusted"


@pytest.mark.slow
def test_a_guest_names_him_by_the_key_of_her_case(
    world: World, beat: Person, jonas: Person, browser_of: BROWSER, at: datetime
) -> None:
    helper_jonas(jonas, at)
    guest, his, stranger = browser_of(), browser_of(beat), browser_of()
    asked = guest.send("/cases/", text="Internet geht nicht.", once="1")
    case = Case.objects.get()
    assert asked["Location"].startswith(case.path)
    page = f"{case.path}trusted-persons/"
    assert stranger.get(page).status_code == 404
    assert his.get(page).status_code == 404
    invite(guest, page)
    say_yes(world, his)
    booking = order_as(his, case, at)
    assert booking.customer == case.customer
    case.customer.refresh_from_db()
    assert case.customer.reachable_at == "", (
        "his order changes nothing of how she is reached"
    )
    row = TrustedPerson.objects.get()
    assert stranger.post(f"/trusted-persons/{row.pk}/end/").status_code == 404
    guest.send(f"/trusted-persons/{row.pk}/end/", case=str(case.pk), once="2")
    assert his.get(booking.path).status_code == 404


@pytest.mark.slow
def test_an_agent_writes_it_down_for_a_caller_who_then_agrees(
    world: World, vreni: Person, beat: Person, reto: Person, browser_of: BROWSER, at: datetime
) -> None:  # fmt: skip
    case = case_of(vreni, at)
    desk, hers, his = browser_of(reto), browser_of(vreni), browser_of(beat)
    invite(desk, f"{case.path}trusted-persons/", cases="one")
    say_yes(world, his)
    assert his.get(case.path).status_code == 404, "she has not agreed"
    row = TrustedPerson.objects.get()
    assert desk.post(f"/trusted-persons/{row.pk}/agreement/").status_code == 403
    hers.send(f"/trusted-persons/{row.pk}/agreement/", once="1")
    assert case.title in his.text(case.path)
    other = case_of(vreni, at + timedelta(minutes=1))
    assert his.get(other.path).status_code == 404, "only this case"


@pytest.mark.flow
def test_programs_do_the_same(
    world: World, vreni: Person, beat: Person, kai: Person, token_of: Any, browser_of: BROWSER, at: datetime
) -> None:  # fmt: skip
    api, hers, his = browser_of(), token_of(vreni), token_of(beat)
    body = {"name": "Beat", "email": "beat@example.org", "may_book": True}
    made = api.call("POST", "me/trusted-persons", body, **hers)
    assert made["state"] == "asked"
    mine = api.call("GET", "me/trusted-persons", **his)["acting_for"]
    assert [each["id"] for each in mine] == [made["id"]]
    answer = api.delete(f"/api/v1/me/trusted-persons/{made['id']}", headers=token_of(kai))
    assert answer.status_code == 404
    api.call("DELETE", f"me/trusted-persons/{made['id']}", **his)
    assert api.call("GET", "me/trusted-persons", **hers)["items"] == []


@pytest.mark.flow
@pytest.mark.parametrize("answer", ["no", ""])
def test_he_may_say_no(
    answer: str, world: World, vreni: Person, beat: Person, browser_of: BROWSER
) -> None:
    hers = browser_of(vreni)
    invite(hers, "/trusted-persons/")
    path = link_in(world.mails_to("beat@")[0])
    nobody = browser_of()
    key = path.partition("key=")[2]
    nobody.send(path.partition("?")[0], key=key, answer=answer, once="no")
    assert TrustedPerson.objects.get().ended_at is not None
    asked = browser_of().get(path)
    assert asked.status_code == 404
