from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.actions import issue_token
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.training import actions, queries, quiz
from kundenkreis.training.models import TrainingAttempt, TrainingUnit
from kundenkreis.training.personal_data import TrainingData

HOST = "alpenfon.localhost"
DOOR = """? Was sagen Sie an der Tür?
+ Das Codewort
- Ihren Namen allein
> Ohne das Wort macht niemand auf.
? Wer bestimmt den Preis?
- Ich
+ Er steht fest
? Darf ich das Passwort aufschreiben?
+ Nein
- Ja
? Was tun bei Gas?
+ Hinausgehen und anrufen
- Weiterarbeiten
? Bis wann schliesse ich ab?
- Am nächsten Tag
+ An Ort und Stelle
"""
RIGHT = {0: 0, 1: 1, 2: 0, 3: 0, 4: 1}


def unit(mira: Person, at: datetime, **more: Any) -> TrainingUnit:
    words = {"de": {"title": "An der Tür", "body": "Sagen Sie **das Wort**.", "test": DOOR}}
    return actions.publish(**{"words": words, **more}, by=mira, at=at)


def test_a_test_is_plain_text() -> None:
    first, second, *_rest = quiz.read(DOOR)
    assert (first.words, first.right) == ("Was sagen Sie an der Tür?", 0)
    assert first.answers == ["Das Codewort", "Ihren Namen allein"]
    assert first.why == "Ohne das Wort macht niemand auf."
    assert (second.right, second.why) == (1, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "one to 20 questions"),
        ("+ an answer before any question", "Line 1"),
        ("? Why\n+ so\nor so", "Line 3"),
        ("? Why\n+ so\n+ or so", "Line 3"),
        ("? Why\n- so\n- or so", "one right answer"),
        ("? Why\n+ so", "at least one wrong"),
        ("?", "Line 1"),
        ("? q\n+ a\n- b\n" * 21, "one to 20 questions"),
    ],
)
def test_what_is_wrong_with_a_test_is_said_with_its_line(text: str, said: str) -> None:

    with translation.override("en"), pytest.raises(Invalid) as refused:
        quiz.read(text)
    assert said in refused.value.sentence


def test_four_of_five_pass_and_three_do_not(
    mira: Person, jonas: Person, at: datetime
) -> None:
    row = unit(mira, at)
    three = actions.take_test(row, answers={**RIGHT, 0: 1, 1: 0}, by=jonas, at=at)
    assert (three.right, three.is_enough, three.passed_at) == (3, False, None)
    four = actions.take_test(row, answers={**RIGHT, 0: 1}, by=jonas, at=at)
    assert (four.right, four.is_enough, four.passed_at) == (4, True, at)
    assert queries.passed_by(jonas) == {row.pk}


def test_passed_once_is_passed_for_good(mira: Person, jonas: Person, at: datetime) -> None:
    row = unit(mira, at)
    for _again in range(2):
        actions.take_test(row, answers=RIGHT, by=jonas, at=at)
    actions.take_test(row, answers={**RIGHT, 0: 1, 1: 0}, by=jonas, at=at)
    assert TrainingAttempt.objects.passed().count() == 1
    assert queries.passed_by(jonas) == {row.pk}


def test_the_database_lets_nobody_pass_with_too_few_or_twice(
    mira: Person, jonas: Person, at: datetime
) -> None:
    row = unit(mira, at)
    values = {"unit": row, "person": jonas, "language": "de", "asked": 5, "at": at}
    with pytest.raises(IntegrityError, match="training_passed_by_right"), transaction.atomic():  # fmt: skip
        TrainingAttempt.objects.create(**values, right=3, passed_at=at)
    with pytest.raises(IntegrityError, match="training_answers"), transaction.atomic():
        TrainingAttempt.objects.create(**values, right=6)
    TrainingAttempt.objects.create(**values, right=4, passed_at=at)
    with pytest.raises(IntegrityError, match="training_passed_once"), transaction.atomic():
        TrainingAttempt.objects.create(**values, right=5, passed_at=at)


def test_trained_is_who_has_passed_the_general_units_too(
    mira: Person, jonas: Person, at: datetime
) -> None:
    wifi = ServicePackage.objects.get(slug="wifi")
    general, special = unit(mira, at), unit(mira, at, package=wifi)
    assert {row.pk for row in queries.needed_for(wifi)} == {general.pk, special.pk}
    actions.take_test(special, answers=RIGHT, by=jonas, at=at)
    assert queries.trained_for(jonas) == []
    actions.take_test(general, answers=RIGHT, by=jonas, at=at)
    assert queries.trained_for(jonas) == [wifi]


def test_only_managers_write_and_withdraw(
    mira: Person, jonas: Person, at: datetime
) -> None:
    row = unit(mira, at)
    with pytest.raises(NotAllowed):
        unit(jonas, at)
    with pytest.raises(NotAllowed):
        actions.withdraw(row, by=jonas, at=at)
    actions.withdraw(row, by=mira, at=at)
    actions.withdraw(row, by=mira, at=at)
    assert not TrainingUnit.objects.offered().exists()


def test_a_language_is_whole_or_left_out(mira: Person, at: datetime) -> None:
    half = {"de": {"title": "T", "body": "B", "test": DOOR}, "fr": {"title": "Seulement"}}
    with pytest.raises(Invalid) as refused:
        unit(mira, at, words=half)
    assert set(refused.value.fields) == {"body_fr", "test_fr"}
    row = unit(mira, at, words={**half, "fr": {"title": " "}})
    assert [text.language for text in row.texts.all()] == ["de"]


def browser(person: Person, language: str = "en") -> Client:
    client = Client(headers={"host": HOST, "accept-language": language})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_a_helper_learns_by_page(mira: Person, jonas: Person, at: datetime) -> None:
    row = unit(mira, at)
    client = browser(jonas)
    with time_machine.travel(at, tick=False):
        listed = client.get("/helper/training/").content.decode()
        assert "An der Tür" in listed
        assert "0 of 1 passed" in listed
        assert "<strong>das Wort</strong>" in client.get(row.path).content.decode()
        given = {f"question_{number}": answer for number, answer in RIGHT.items()}
        half = client.post(row.path, {**given, "question_0": ""}).content.decode()
        assert "Please choose an answer" in half
        assert "checked" in half
        wrong = client.post(row.path, {**given, "question_0": 1, "question_1": 0})
        assert "Not yet: 3 of 5" in wrong.content.decode()
        assert "Ohne das Wort macht niemand auf." in wrong.content.decode()
        assert "Passed: 5 of 5" in client.post(row.path, given).content.decode()
        assert "All passed" in client.get("/helper/training/").content.decode()


@pytest.mark.flow
def test_a_manager_writes_by_page(mira: Person, alpenfon: object, at: datetime) -> None:
    client = browser(mira)
    given = {"package": "wifi", "minutes": "5", "title_de": "WLAN", "body_de": "Text"}
    with time_machine.travel(at, tick=False):
        answer = client.post("/training/new/", {**given, "test_de": "? Frage\n- a\n- b"})
        assert "needs one right answer" in answer.content.decode()
        assert "? Frage" in answer.content.decode(), "what was typed is kept"
        answer = client.post("/training/new/", {**given, "test_de": DOOR})
        assert answer.status_code == 303
        row = TrainingUnit.objects.get()
        assert row.package is not None
        assert "WLAN" in client.get("/training/").content.decode()
        assert DOOR.splitlines()[0] in client.get(f"/training/{row.pk}/").content.decode()
        assert client.post(f"/training/{row.pk}/withdrawal/").status_code == 303
        assert "No units yet" in client.get("/training/").content.decode()


@pytest.mark.flow
def test_the_api_tells_the_same(mira: Person, jonas: Person, at: datetime) -> None:
    row = unit(mira, at)
    client = Client(headers={"host": HOST})
    with time_machine.travel(at, tick=False):
        client.defaults["HTTP_AUTHORIZATION"] = (
            f"Bearer {issue_token(jonas, by=jonas, at=at)}"
        )
        api = "/api/v1/training-units"
        assert (
            client.get("/api/v1/helpers/me/training").json()["items"][0]["passed"] is False
        )
        told = client.get(f"{api}/{row.pk}").json()
        assert told["questions"][0]["answers"] == ["Das Codewort", "Ihren Namen allein"]
        assert "right" not in told["questions"][0]
        few = client.post(f"{api}/{row.pk}/attempts", {"answers": [0]}, "application/json")
        assert (few.status_code, few.json()["reason"]) == (422, "unanswered")
        sent = {"answers": list(RIGHT.values())}
        made = client.post(f"{api}/{row.pk}/attempts", sent, "application/json")
        assert (made.status_code, made.json()) == (201, {"right": 5, "asked": 5, "passed": True})  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    count: int, mira: Person, jonas: Person, at: datetime, django_assert_num_queries: Any
) -> None:
    for _each in range(count):
        unit(mira, at)
    with django_assert_num_queries(3):
        [course] = queries.courses(jonas)
        assert [str(row) for row in course.units] == ["An der Tür"] * count


def test_it_forgets_who_learnt_and_who_wrote(
    mira: Person, jonas: Person, at: datetime
) -> None:
    row = unit(mira, at)
    actions.take_test(row, answers=RIGHT, by=jonas, at=at)
    plug: PersonalData = TrainingData()
    assert len(plug.export(jonas)["training_tests"]) == 1
    assert len(plug.export(mira)["training_units_written"]) == 1
    for person in (jonas, mira):
        plug.forget(person, at=at)
        assert not any(plug.export(person).values())
    row.refresh_from_db()
    assert row.made_by is None
