"""Ways that several stories go: the pages of an order, and a visit from the door to the report."""

import re

from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import ADDRESS
from tests.stories.conftest import Browser, World


def speaks_english(*people: Person) -> None:
    """Stories read pages and mails in English."""
    for person in people:
        person.language = "en"
        person.save()


def times_shown(hers: Browser, case: Case) -> list[str]:
    """Through package and place to the page of times; what may be chosen there."""
    start = f"{case.path}visit/"
    hers.send(start, package="wifi", once=f"package {case.pk}")
    hers.send(f"{start}place/", postal_code="8004", once=f"place {case.pk}")
    return re.findall(r'name="slot" value="([^"]+)"', hers.text(f"{start}slots/"))


def checked(hers: Browser, case: Case, slot: str) -> str:
    """The time is chosen and the address typed; the page with all of it before the binding button."""
    start = f"{case.path}visit/"
    hers.send(f"{start}slots/", slot=slot, once=f"slot {case.pk}")
    hers.send(f"{start}contact/", once=f"contact {case.pk}", note="", **ADDRESS)
    return hers.text(f"{start}check/")


def ordered(hers: Browser, case: Case, price: int = 4900) -> Booking:
    """The binding button."""
    answer = hers.send(
        f"{case.path}visit/check/", price=str(price), once=f"order {case.pk}"
    )
    assert answer.status_code == 303, answer.content.decode()[:2000]
    return Booking.objects.get(case=case)


def begins(his: Browser, booking: Booking, world: World) -> None:
    """On the way, and in with her word."""
    booking.refresh_from_db()
    world.until(booking.starts_at)
    his.send(f"{booking.path}departure/")
    his.send(f"{booking.path}start/", code_word=booking.code_word)
    booking.refresh_from_db()
    assert booking.state == "in_progress"


def comes(his: Browser, hers: Browser, booking: Booking, world: World) -> None:
    """From the door to her signature."""
    begins(his, booking, world)
    world.until(booking.ends_at)
    his.send(f"{booking.path}completion/", report="Repeater im Gang.")
    hers.send(f"{booking.path}sign-off/", solved="on")
    booking.refresh_from_db()
    assert booking.state == "closed"


def newest(world: World, person: Person) -> str:
    """The last mail to the person: subject and text."""
    mail = world.mails_to(person.email or "-")[-1]
    return f"{mail.subject}\n{mail.text}".replace("\xa0", " ")
