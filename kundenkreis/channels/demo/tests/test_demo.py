"""The demonstration loads whole and once, is legal, has something on every page, and opens no other door."""

from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Case
from kundenkreis.channels.demo import cast, seed
from kundenkreis.core import scope
from kundenkreis.helpers.models import Helper
from kundenkreis.insight import queries as insight
from kundenkreis.ledger import queries as ledger
from kundenkreis.moderation.models import Flag, QueueItem, Source
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.search import queries as search
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.desk import queries as desk
from kundenkreis.stages.experts.models import Consultation, Expert
from kundenkreis.stages.marketplace.models import Booking, BookingTransition
from kundenkreis.stages.marketplace.transitions import LIVE, State

# The whole demo is loaded once, which takes its seconds.
pytestmark = pytest.mark.slow

BUTTONS = [entry[1] for entry in cast.CAST]


def test_it_loads_once_and_with_everything(demo: datetime) -> None:
    assert not seed.load(demo)
    assert Helper.objects.count() == 41  # one of them has just applied
    assert Expert.objects.count() == 10
    assert Flag.objects.all().waiting().count() == 1
    assert not QueueItem.objects.filter(source=Source.SPAM).exists()
    assert Case.objects.count() > 650
    assert Question.objects.all().solved().count() > 15
    assert Question.objects.all().open().count() > 5
    with scope.inside(Brand.objects.get(slug="seeland").pk):
        assert Case.objects.count() == 0


def test_there_is_a_visit_and_a_consultation_in_every_state(demo: datetime) -> None:
    assert set(Booking.objects.values_list("state", flat=True)) == set(State.values)
    states = Consultation.objects.values_list("state", flat=True)
    assert set(states) == set(Consultation.State.values)


def test_the_books_balance(demo: datetime) -> None:
    totals = ledger.trial_balance()
    assert len(totals) > 3
    assert sum(row.money.amount for row in totals) == 0


def test_nobody_is_promised_a_visit_that_is_over(demo: datetime) -> None:
    waiting = Booking.objects.filter(state=State.HELD)
    assert all(row.accept_by > demo for row in waiting)
    agreed = Booking.objects.filter(state=State.CONFIRMED)
    assert all(row.starts_at > demo for row in agreed)


def test_nothing_has_happened_that_is_still_to_come(demo: datetime) -> None:
    assert not EventRow.across_brands.filter(at__gt=demo).exists()
    assert not BookingTransition.objects.filter(at__gt=demo).exists()


def test_beat_sees_what_his_mother_asked(demo: datetime) -> None:
    beat, vreni = (
        Person.objects.get(email=f"{name}@example.org") for name in ("beat", "vreni")
    )
    seen = Case.objects.all().visible_to(beat, demo)
    assert set(seen) == set(Case.objects.all().of(vreni))


def test_jonas_vreni_and_reto_have_something_to_do(demo: datetime) -> None:
    jonas, vreni, reto = (
        Person.objects.get(email=f"{name}@example.org")
        for name in ("jonas", "vreni", "reto")
    )
    live = Booking.objects.filter(helper__person=jonas, state__in=LIVE)
    assert live.filter(state=State.CONFIRMED).count() >= 3
    assert live.filter(state=State.HELD).count() == 2
    assert Case.objects.all().of(vreni).count() >= 3
    assert desk.counts(reto)["unassigned"] >= 12
    assert desk.counts(reto)["mine"] == 1


@pytest.mark.parametrize(
    ("words", "kind", "title"),
    [
        ("Mein WLAN verbindet sich nicht mehr", "article", "Das WLAN verbindet sich nicht"),
        (
            "Internet geht nicht, Lämpchen rot",
            "article",
            "Internet geht nicht, Lämpchen rot",
        ),
        ("Drucker druckt rosa", "question", "Drucker druckt nur noch rosa"),
    ],
)
def test_what_was_written_is_found(
    demo: datetime, words: str, kind: str, title: str
) -> None:
    found = search.find(words, language="de", kinds=[kind], limit=3)
    assert title in [hit.title for hit in found]


def test_the_measures_are_not_empty(demo: datetime) -> None:
    found = insight.measures(Brand.objects.get(slug="alpenfon"), at=demo)
    assert sum(sum(month.solved.values()) for month in found.months) > 400
    assert all(cost.tried > 20 for cost in found.costs)
    assert found.recommend.whole > 200
    assert len(found.topics) == 12


def test_only_the_last_news_will_be_told(demo: datetime) -> None:
    waiting = EventRow.across_brands.filter(number__isnull=True)
    assert 10 < waiting.count() < 90
    assert EventRow.across_brands.count() > 1000


@pytest.mark.parametrize("name", BUTTONS)
def test_everybody_of_the_cast_signs_in_with_one_click(demo: datetime, name: str) -> None:
    client = Client()
    answer = client.post("/demo/sessions/", {"email": f"{name}@example.org"})
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200


def test_a_program_becomes_one_of_the_cast_or_any_helper(demo: datetime) -> None:
    for body in ({"email": "vreni@example.org"}, {"helper": str(_somebody())}):
        answer = Client().post(
            "/api/v1/demo/sessions", body, content_type="application/json"
        )
        assert answer.status_code == 201
        assert answer.json()["token"]


def _somebody() -> UUID:
    return Helper.objects.get(person__name="Giulia Rossi").pk


def test_the_mailbox_opens(demo: datetime) -> None:
    assert Client().get("/demo/mail/").status_code == 200
