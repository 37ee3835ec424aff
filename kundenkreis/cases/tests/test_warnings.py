"""A note beside a message that may hold a trick: for reader, writer and team; nothing is held back."""

from datetime import datetime

import pytest
from django.test import Client

from kundenkreis.cases import actions, pages
from kundenkreis.cases.models import Case
from kundenkreis.people.models import Person

HOST = {"host": "alpenfon.localhost"}


@pytest.fixture
def case(vreni: Person, aylin: Person, at: datetime) -> Case:
    case = actions.open_case(customer=vreni, text="WLAN geht nicht.", by=vreni, at=at)
    actions.let_in(case, aylin, role="expert", by=None, at=at)
    return case


def notes(case: Case, reader: Person, at: datetime) -> list[str]:
    (item,) = pages.thread(case, reader, staff=False, at=at)
    return list(item["warnings"])


def test_reader_and_writer_each_read_a_sentence(
    case: Case, vreni: Person, aylin: Person, at: datetime
) -> None:
    text = "Bitte laden Sie Team Viewer und kaufen Sie eine Steam-Karte."
    row = actions.write(case, text=text, by=aylin, at=at)
    assert row.text == text
    assert row.signs == ["remote_access", "gift_card"]
    assert len(notes(case, vreni, at)) == 2
    (why,) = notes(case, aylin, at)
    assert "remote" in why or "Fernzugriff" in why


def test_ways_to_get_in_touch_matter_until_a_visit_is_agreed(
    case: Case, vreni: Person, aylin: Person, jonas: Person, at: datetime
) -> None:
    actions.write(case, text="Rufen Sie mich an: 079 123 45 67", by=aylin, at=at)
    assert len(notes(case, vreni, at)) == 1
    actions.let_in(case, jonas, role="helper", by=None, at=at)
    assert notes(case, vreni, at) == []


def test_the_company_may_name_its_number(
    case: Case, reto: Person, vreni: Person, at: datetime
) -> None:
    row = actions.write(case, text="Unsere Nummer ist 079 123 45 67.", by=reto, at=at)
    assert row.signs == []
    row = actions.write(case, text="Ist +41 44 500 10 10 Ihre Nummer?", by=vreni, at=at)
    assert row.signs == []


def test_the_team_finds_them(case: Case, aylin: Person, reto: Person, at: datetime) -> None:
    actions.write(case, text="Zahlen Sie bar, ohne Rechnung.", by=aylin, at=at)
    desk, expert = Client(headers=HOST), Client(headers=HOST)
    desk.force_login(reto)
    expert.force_login(aylin)
    assert case.title in desk.get("/desk/warnings/").content.decode()
    assert expert.get("/desk/warnings/").status_code == 404
