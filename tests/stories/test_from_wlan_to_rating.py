"""The main job on real input: from «Mein WLAN verbindet sich nicht mehr» to ratings on both sides.

Real help pages (gnome-user-docs, CC BY-SA) and real postal codes (GeoNames) are imported first.
"""

import os
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from kundenkreis import wiring
from kundenkreis.brands.models import Brand, PostalCode, ServicePackage
from kundenkreis.cases.models import Case
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.insight import queries as insight
from kundenkreis.ledger import queries as ledger
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from tests.stories.conftest import Browser, World

HELP = Path("/usr/share/help/de/gnome-help")
SENTENCE = "Mein WLAN verbindet sich nicht mehr"
pytestmark = [
    pytest.mark.flow,
    pytest.mark.skipif(
        not HELP.is_dir() and not os.environ.get("CI"),
        reason="gnome-user-docs is not installed",
    ),
]


def take_in(kind: str, *words: str) -> str:
    """`kundenkreis import KIND …`"""
    parser = ArgumentParser()
    importer = wiring.IMPORTERS[kind]
    importer.arguments(parser)
    return str(importer.run(Namespace(**vars(parser.parse_args(words)))))


def test_from_the_first_sentence_to_a_rated_visit(
    world: World,
    alpenfon: Brand,
    jonas: Person,
    browser_of: Callable[..., Browser],
    token_of: Any,
    at: datetime,
) -> None:
    take_in("postal-codes")
    assert PostalCode.objects.filter(country__in=("CH", "DE", "AT")).count() > 16_000
    take_in("mallard", str(HELP), "--language", "de", "--brand", "alpenfon")
    wifi = ServicePackage.objects.get(slug="wifi")
    week = [(day, time(8), time(20)) for day in range(7)]
    neighbour(jonas, wifi, at=at, week=week)
    world.work()

    # Vreni asks, without an account, and gets three suggestions; the right page is among them.
    vreni = browser_of()
    asked = vreni.send("/cases/", text=SENTENCE, once="1")
    case = Case.objects.get()
    suggestions = vreni.text(asked["Location"])
    articles = list(
        dict.fromkeys(
            re.findall(rf"/cases/{case.pk}/articles/([0-9a-f-]{{36}})/", suggestions)
        )
    )[:3]
    titles = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", suggestions, re.DOTALL)
    assert articles
    assert any(
        "Drahtlos" in title or "WLAN" in title or "Funknetz" in title for title in titles
    ), titles

    # It does not help: kept as a failed attempt, which the case page no longer proposes.
    vreni.send(
        f"/cases/{case.pk}/articles/{articles[0]}/failure/", why="Kenne ich schon", once="2"
    )
    assert case.attempts.get().state == "failed"
    vreni.send(
        f"{case.path}details/", topic="internet", postal_code="8004", product="", once="3"
    )
    page = vreni.text(case.path)
    assert "CHF 49" in page

    # She books the nearest suitable helper.
    vreni.send(f"{case.path}visit/", package="wifi", once="4")
    vreni.send(f"{case.path}visit/place/", postal_code="8004", once="5")
    slots = vreni.text(f"{case.path}visit/slots/")
    slot = re.search(r'name="slot"[^>]*value="([^"]+)"', slots) or re.search(
        r'value="([^"]+\|[^"]+)"', slots
    )
    assert slot, slots
    vreni.send(f"{case.path}visit/slots/", slot=slot[1], once="6")
    vreni.send(
        f"{case.path}visit/contact/", street="Zitronenweg 17", name="Vreni Muster", phone="079 123 45 67",
        email="vreni.muster@example.org", details="", note="", once="7",
    )  # fmt: skip
    check = vreni.text(f"{case.path}visit/check/")
    assert "Zitronenweg 17" in check
    assert "CHF 49" in check
    price = re.search(r'name="price" value="(\d+)"', check)
    ordered = vreni.send(
        f"{case.path}visit/check/",
        price=price[1] if price else "4900",
        payment="test_card",
        once="8",
    )
    assert ordered.status_code == 303, ordered.content.decode()
    booking = Booking.objects.get()
    word = booking.code_word
    assert word in vreni.text(ordered["Location"])

    # Jonas hears of it, without the address; he accepts, and now he sees it.
    helper, phone = browser_of(jonas), token_of(jonas)
    assert world.mails_to("jonas@example.org")
    assert "Zitronenweg" not in helper.text("/helper/requests/") + helper.text(booking.path)
    assert "Zitronenweg" not in "".join(
        mail.text for mail in world.mails_to("jonas@example.org")
    )
    helper.send(f"{booking.path}acceptance/", once="9")
    assert "Zitronenweg 17" in helper.text(booking.path)
    assert [
        mail
        for mail in world.mails_to("vreni.muster@example.org")
        if "Jonas" in mail.subject + mail.text
    ]

    # On the way, at the door with her word, done; the API tells the same.
    world.until(booking.starts_at)
    told = helper.call("POST", f"bookings/{booking.pk}/departure", {}, **phone)
    assert told["state"] == "on_the_way"
    helper.send(f"{booking.path}start/", code_word="falsch", once="10")
    booking.refresh_from_db()
    assert booking.state == "on_the_way"
    world.later(minutes=15)
    assert (
        helper.call("POST", f"bookings/{booking.pk}/start", {"code_word": word}, **phone)[
            "state"
        ]
        == "in_progress"
    )
    world.later(minutes=50)
    helper.send(
        f"{booking.path}completion/",
        report="Router neu gestartet, Kanal gewechselt.",
        once="11",
    )

    # She signs off; the case is solved; money moves and sums to zero.
    assert "Router neu gestartet" in vreni.text(booking.path)
    vreni.send(f"{booking.path}sign-off/", solved="on", once="12")
    case.refresh_from_db()
    booking.refresh_from_db()
    assert (booking.state, case.state) == ("closed", "solved")
    assert case.attempts.get(state="solved").stage == "marketplace"
    subject = f"booking:{booking.pk}"
    assert sum(entry.money.amount for entry in ledger.entries(subject)) == 0
    assert sum(total.money.amount for total in ledger.trial_balance()) == 0
    told = helper.call("GET", f"bookings/{booking.pk}", **phone)
    assert told["state"] == "closed"
    assert sum(line["amount"] for line in told["money"]) == 0

    # Both rate; nobody sees the other's words before both have written.
    vreni.send(
        f"{booking.path}review/", stars="5", text="Sehr freundlich und geduldig.", once="13"
    )
    assert "geduldig" not in helper.text(booking.path)
    helper.send(f"{booking.path}review/", stars="5", text="Gern wieder.", once="14")
    assert "geduldig" in helper.text(booking.path)

    # The private question; the manager sees who solved it.
    vreni.send(
        f"{case.path}feedback/", helped="yes", again="yes", recommend="yes", once="15"
    )
    measures = insight.measures(alpenfon, at=world.at)
    assert (measures.customers.part, measures.customers.whole) == (1, 1)
    assert measures.recommend.of_one == 1

    # A day later the address is nobody's business any more.
    world.later(hours=30)
    assert "Zitronenweg" not in helper.text(booking.path)
    assert "Zitronenweg" not in str(helper.call("GET", f"bookings/{booking.pk}", **phone))
