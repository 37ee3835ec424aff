"""The named cast of every test: Vreni asks, Jonas visits, Aylin knows, Reto and Mira work here.

Kai belongs to another brand and must see nothing. `alpenfon` is the scope unless a test says else.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kundenkreis.brands.models import (
    STAGES,
    Brand,
    LadderStep,
    PostalCode,
    ServicePackage,
    Topic,
)
from kundenkreis.core import scope
from kundenkreis.people.models import Person, Role
from tests.kept import kept

WEEKDAYS = [["08:00", "19:00"]] * 5 + [["09:00", "16:00"], None]
# A handful of real postal codes (GeoNames, CC BY 4.0) so that room tests need no import.
PLACES = [
    ("8004", "Zürich", 47.3776, 8.5213),
    ("8003", "Zürich", 47.3722, 8.5141),
    ("8048", "Zürich", 47.3854, 8.4797),
    ("3011", "Bern", 46.9471, 7.4436),
    ("1003", "Lausanne", 46.5212, 6.6306),
    ("6900", "Lugano", 46.0101, 8.96),
]


def make_brand(slug: str, name: str, at: datetime) -> Brand:
    """A brand with all five stages, four topics and two packages."""
    brand = Brand.objects.create(
        slug=slug,
        name=name,
        hosts=[f"{slug}.localhost"],
        languages=["de", "en", "fr", "it"],
        phone="+41 44 500 10 10",
        mail=f"hilfe@{slug}.example",
        hours=WEEKDAYS,
        look={"brand": "#0b5d5e"},
        payment_methods=["test_card"],
        created_at=at - timedelta(days=400),
    )
    with scope.inside(brand.pk):
        costs = {
            "knowledge": 20,
            "community": 150,
            "experts": 900,
            "marketplace": 735,
            "desk": 1800,
        }
        for position, stage in enumerate(STAGES):
            LadderStep.objects.create(
                stage=stage, position=position, unit_cost=costs[stage]
            )
        internet = topic(
            "internet",
            "Internet und WLAN",
            "Internet and Wi-Fi",
            ["wlan", "internet", "router", "wi-fi", "wifi"],
        )
        computer = topic(
            "computer", "Computer", "Computer", ["computer", "laptop", "drucker", "printer"]
        )
        topic("bill", "Rechnung", "Bill", ["rechnung", "bill"], kind="commercial")
        topic(
            "advice",
            "Beratung vor dem Kauf",
            "Advice before buying",
            ["kaufen", "buy"],
            kind="commercial",
            phase="before",
        )
        package("wifi", "WLAN einrichten", "Set up Wi-Fi", 4900, 60, [internet, computer])
        package(
            "computer-help",
            "Hilfe am Computer",
            "Help with the computer",
            6900,
            90,
            [computer],
        )
    return brand


def topic(
    slug: str,
    de: str,
    en: str,
    signs: list[str],
    *,
    kind: str = "technical",
    phase: str = "after",
) -> Topic:
    """A topic of the brand we are inside."""
    return Topic.objects.create(
        slug=slug, words={"de": de, "en": en}, kind=kind, phase=phase, signs=signs
    )


def package(
    slug: str, de: str, en: str, price: int, minutes: int, topics: list[Topic]
) -> ServicePackage:
    """A service package of the brand we are inside; its helper must be identified."""
    row = ServicePackage.objects.create(
        slug=slug,
        words={"de": de, "en": en},
        description={"de": de, "en": en},
        price=price,
        duration=timedelta(minutes=minutes),
        requires=["identity"],
    )
    row.topics.set(topics)
    return row


def make_person(name: str, at: datetime, *roles: str, language: str = "de") -> Person:
    """Someone with an account, holding these roles at the brand we are inside."""
    person: Person = Person.objects.create(
        email=f"{name.lower()}@example.org",
        name=name,
        language=language,
        joined_at=at - timedelta(days=300),
    )
    for kind in roles:
        Role.objects.create(person=person, kind=kind, since=at - timedelta(days=300))
    return person


@kept
def the_alpenfon(at: datetime) -> Brand:
    """The brand all tests are inside."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.get_or_create(
            country="CH", code=code, defaults={"place": place, "lat": lat, "lng": lng}
        )
    return make_brand("alpenfon", "Alpenfon", at)


@pytest.fixture
def alpenfon(the_alpenfon: Brand) -> Iterator[Brand]:
    """All tests are inside it."""
    with scope.inside(the_alpenfon.pk):
        yield the_alpenfon


@kept
def seeland(alpenfon: Brand, at: datetime) -> Brand:
    """Another brand on the same installation."""
    return make_brand("seeland", "Seeland Energie", at)


@kept
def vreni(alpenfon: Brand, at: datetime) -> Person:
    """66, asks."""
    return make_person("Vreni", at)


@kept
def jonas(alpenfon: Brand, at: datetime) -> Person:
    """Verified helper, two streets away. His helper profile is made by the room `helpers`."""
    return make_person("Jonas", at, "member", "helper")


@kept
def aylin(alpenfon: Brand, at: datetime) -> Person:
    """Expert customer."""
    return make_person("Aylin", at, "member", "expert")


@kept
def reto(alpenfon: Brand, at: datetime) -> Person:
    """Agent."""
    return make_person("Reto", at, "agent")


@kept
def mira(alpenfon: Brand, at: datetime) -> Person:
    """Moderator and manager."""
    return make_person("Mira", at, "moderator", "manager")


@kept
def beat(alpenfon: Brand, at: datetime) -> Person:
    """Vreni's son; a stranger to the case until she invites him."""
    return make_person("Beat", at)


@kept
def kai(seeland: Brand, at: datetime) -> Person:
    """Agent and manager of another brand: must see nothing here."""
    with scope.inside(seeland.pk):
        return make_person("Kai", at, "agent", "manager", "helper", "expert")
