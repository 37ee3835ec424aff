"""The one private question: one tap, no account; asked in writing, once more, by phone; never owed."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kundenkreis.cases import actions, keys, schedule
from kundenkreis.cases.models import Case, PrivateFeedback
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person

HOST = {"host": "alpenfon.localhost"}


@pytest.fixture
def solved(vreni: Person, at: datetime) -> Case:
    case = actions.open_case(customer=vreni, text="WLAN geht nicht.", by=vreni, at=at)
    return actions.solve(case, by=vreni, at=at)


def test_opening_the_link_stores_nothing_and_one_tap_does(solved: Case) -> None:
    nobody = Client(headers=HOST)
    path = keys.personal_path(solved.customer, f"{solved.path}feedback/")
    page = nobody.get(path).content.decode()
    assert not PrivateFeedback.objects.exists(), "mail programs open links by themselves"
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    here = path.partition("?")[0]
    assert nobody.post(here, {"key": key, "helped": "no"}).status_code == 200
    assert PrivateFeedback.objects.get().helped is False
    nobody.post(here, {"key": key, "helped": "no", "again": "yes", "comment": "Zu teuer"})
    row = PrivateFeedback.objects.get()
    assert (row.helped, row.again, row.comment) == (False, True, "Zu teuer")
    assert row.by == solved.customer


def test_the_link_opens_this_question_and_nothing_else(
    solved: Case, vreni: Person, at: datetime
) -> None:
    nobody = Client(headers=HOST)
    key = keys.question_path(str(solved.pk)).partition("key=")[2]
    other = actions.open_case(customer=vreni, text="Etwas anderes.", by=vreni, at=at)
    assert nobody.get(f"/cases/{other.pk}/private-question/?key={key}").status_code == 404
    assert nobody.get(f"/cases/{solved.pk}/private-question/").status_code == 404
    assert nobody.get(solved.path).status_code == 404
    assert nobody.get(f"/k/{key}/").status_code == 404
    assert (
        nobody.post(f"/cases/{solved.pk}/private-question/", {"helped": "yes"}).status_code
        == 404
    )


def asked() -> list[bool]:
    rows = EventRow.objects.filter(name="question_due").order_by("pk")
    return [row.payload["again"] for row in rows]


def test_she_is_reminded_once(solved: Case, at: datetime) -> None:
    schedule.due(at=at + timedelta(days=4))
    assert asked() == [False]
    for days in (6, 7, 20):
        schedule.due(at=at + timedelta(days=days))
    assert asked() == [False, True]


def test_who_answered_is_left_in_peace(solved: Case, vreni: Person, at: datetime) -> None:
    actions.give_feedback(solved, helped=True, by=vreni, at=at)
    schedule.due(at=at + timedelta(days=6))
    assert asked() == [False]


def test_solving_again_asks_no_second_time(
    solved: Case, vreni: Person, at: datetime
) -> None:
    case = actions.reopen(solved, by=vreni, at=at)
    actions.solve(case, by=vreni, at=at)
    assert asked() == [False]


@pytest.mark.flow
def test_the_team_calls_who_stays_silent(
    solved: Case, vreni: Person, reto: Person, at: datetime
) -> None:
    vreni.phone = "079 111 22 33"
    vreni.save()
    Case.objects.filter(pk=solved.pk).update(asked_at=at - timedelta(days=3))
    desk = Client(headers=HOST)
    desk.force_login(reto)
    import time_machine

    with time_machine.travel(at, tick=False):
        assert vreni.phone in desk.get("/desk/questions/").content.decode()
        answer = desk.post(f"{solved.path}feedback/", {"helped": "yes", "again": "yes"})
        assert answer.status_code == 303
        assert vreni.phone not in desk.get("/desk/questions/").content.decode()
    assert PrivateFeedback.objects.get().by == reto
