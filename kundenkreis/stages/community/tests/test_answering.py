"""Answers, thanks, and the asker's word that one helped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.refusal import NotAllowed, Refused, TooMany
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.stages.community import actions, rules
from kundenkreis.stages.community.models import Answer, Kudos, Solution


def test_accepting_solves_the_case_by_the_community(answer, case, vreni, at):
    actions.accept(answer, by=vreni, at=at)
    case.refresh_from_db()
    assert case.state == Case.State.SOLVED
    assert Attempt.objects.get().state == Attempt.State.SOLVED


@pytest.mark.flow
def test_accepting_twice_is_once_and_another_answer_waits(
    answer, question, vreni, jonas, at
):
    first = actions.accept(answer, by=vreni, at=at)
    assert actions.accept(answer, by=vreni, at=at) == first
    other = actions.answer(question, body="Auch gut", by=jonas, at=at)
    with pytest.raises(Refused, match="already_solved"):
        actions.accept(other, by=vreni, at=at)
    actions.unaccept(question, by=vreni, at=at)
    assert actions.accept(other, by=vreni, at=at).answer == other


def test_taking_back_opens_the_case_and_a_new_try(answer, question, case, vreni, at):
    actions.accept(answer, by=vreni, at=at)
    actions.unaccept(question, by=vreni, at=at)
    actions.unaccept(question, by=vreni, at=at)
    case.refresh_from_db()
    assert case.is_open
    assert [each.state for each in Attempt.objects.all()] == ["failed", "open"]
    assert not Solution.objects.exists()


@pytest.mark.parametrize("who", ["aylin", "beat", "jonas"])
def test_only_the_asker_and_staff_on_her_word_accept(
    answer, question, who, reto, at, request
):
    stranger = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        actions.accept(answer, by=stranger, at=at)
    actions.accept(answer, by=reto, at=at)
    with pytest.raises(NotAllowed):
        actions.unaccept(question, by=stranger, at=at)


def test_the_asker_may_accept_her_own_answer(question, vreni, at):
    own = actions.answer(question, body="Es war das Kabel.", by=vreni, at=at)
    assert own.role == Answer.Role.ASKER
    assert actions.accept(own, by=vreni, at=at)


def test_a_case_solved_elsewhere_still_names_its_answer(answer, case, vreni, at):
    cases.solve(case, by=vreni, at=at)
    actions.accept(answer, by=vreni, at=at)
    assert Solution.objects.get().answer == answer
    assert Attempt.objects.get().state == Attempt.State.OPEN


@pytest.mark.flow
def test_roles_show_what_an_author_is(question, aylin, reto, jonas, at):
    roles = [
        actions.answer(question, body="Hallo", by=person, at=at + timedelta(days=1)).role
        for person in (aylin, reto, jonas)
    ]
    assert roles == ["expert", "team", "member"]


@pytest.mark.flow
def test_a_first_answer_makes_a_member(question, beat, at):
    actions.answer(question, body="Bei mir auch", by=beat, at=at)
    assert roles_of(beat, at=at + timedelta(seconds=1)) == {"member"}


def test_guests_cannot_answer_others(question, at):
    guest = people.welcome_guest(language="de", by=None, at=at)
    with pytest.raises(NotAllowed):
        actions.answer(question, body="Hallo", by=guest, at=at)


@pytest.mark.flow
def test_personal_data_in_answers_is_held_back_in_sight(question, aylin, at):
    row = actions.answer(
        question, body="Rufen Sie mich an: 079 123 45 67. Oder die Hotline 044 500 10 10.",
        by=aylin, at=at,
    )  # fmt: skip
    assert "079 123" not in row.body
    assert "044 500 10 10" in row.body


@pytest.mark.flow
def test_a_flood_of_answers_is_slowed(question, aylin, at, monkeypatch):
    monkeypatch.setattr(rules, "ANSWERS_AN_HOUR", 2)
    for _number in range(2):
        actions.answer(question, body="Hallo", by=aylin, at=at)
    with pytest.raises(TooMany):
        actions.answer(question, body="Hallo", by=aylin, at=at)
    assert actions.answer(question, body="Hallo", by=aylin, at=at + timedelta(hours=2))


def test_thanks_count_once_and_never_for_oneself(answer, vreni, aylin, at):
    actions.thank(answer, by=vreni, at=at)
    actions.thank(answer, by=vreni, at=at)
    assert Kudos.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.thank(answer, by=aylin, at=at)


def test_the_database_refuses_thanks_for_oneself(answer, aylin, at):
    with pytest.raises(IntegrityError, match="kudos are for others"), transaction.atomic():
        Kudos.objects.create(answer=answer, giver=aylin, at=at)


def test_the_database_refuses_a_solution_of_another_question(answer, beat, vreni, at):
    other = actions.ask(
        title="Drucker", body="Er druckt nicht", agreed=True, by=beat, at=at
    )
    with (
        pytest.raises(IntegrityError, match="solution_of_its_question"),
        transaction.atomic(),
    ):
        Solution.objects.create(question=other, answer=answer, by=vreni, at=at)


@pytest.mark.parametrize("table", ["question", "answer"])
def test_the_database_keeps_the_author(question, answer, beat, table):
    with (
        pytest.raises(IntegrityError, match="author of a text stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update kundenkreis_{table} set author_id = %s", [beat.pk])


def test_the_database_keeps_earlier_texts(question, vreni, at):
    actions.edit(question, body="Anders", by=vreni, at=at)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        question.revisions.update(body="gefälscht")


@pytest.mark.flow
def test_a_deleted_author_goes_and_the_answer_stays(answer, question, vreni, aylin, at):
    actions.accept(answer, by=vreni, at=at)
    aylin.nickname = "Funkerin"
    aylin.save()
    people.erase(aylin, by=aylin, at=at)
    row = Answer.objects.get()
    assert "Router" in row.body
    assert "Funkerin" not in row.author_name
    assert Solution.objects.get().answer == row
    assert isinstance(row.author, Person)
