"""Questions that are the same: joined, found at the old address, parted exactly as they were."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from kundenkreis.core import scope
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import (
    Follow,
    Moved,
    Question,
    SameHere,
    Solution,
)
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_brand, make_person

HOST = {"host": "alpenfon.localhost"}


@pytest.fixture
def other(beat, at) -> Question:
    return actions.ask(title="Internet lahm", body="Sehr lahm", agreed=True, by=beat, at=at)


def state(question) -> dict[str, Any]:
    return {
        "answers": set(question.answers.values_list("pk", flat=True)),
        "followers": set(question.followers.values_list("person", flat=True)),
        "same": set(question.same_here.values_list("person", flat=True)),
        "solution": list(Solution.objects.filter(question=question).values("answer", "by", "at", "confirmed_at")),
    }  # fmt: skip


@pytest.mark.flow
def test_all_moves_and_all_comes_back(question, answer, other, vreni, jonas, aylin, mira, at):  # fmt: skip
    there = actions.answer(other, body="Kabel", by=jonas, at=at)
    for person in (jonas, aylin):
        actions.follow(question, by=person, at=at)
        actions.say_same_here(question, by=person, at=at)
    actions.follow(other, by=jonas, at=at)
    actions.accept(answer, by=vreni, at=at)
    before = state(question), state(other)
    actions.merge(question, into=other, by=mira, at=at)
    actions.merge(question, into=other, by=mira, at=at)
    assert state(other)["answers"] == {answer.pk, there.pk}
    assert state(other)["followers"] == {jonas.pk, aylin.pk, vreni.pk}
    assert state(other)["same"] == {jonas.pk, aylin.pk}
    assert not other.is_solved
    assert [row.pk for row in queries.public_questions()] == [other.pk]
    tell()
    assert "question_merged" in heard(vreni)
    actions.part(question, by=mira, at=at)
    question.refresh_from_db()
    after = state(question)
    assert (after["answers"], after["same"], after["solution"]) == (
        before[0]["answers"], before[0]["same"], before[0]["solution"],
    )  # fmt: skip
    assert after["followers"] == {*before[0]["followers"], vreni.pk}
    assert state(other) == before[1]
    assert not Moved.objects.exists()
    assert question.is_public


@pytest.mark.flow
def test_what_was_written_and_said_since_stays(question, answer, other, beat, aylin, mira, at):  # fmt: skip
    actions.merge(question, into=other, by=mira, at=at)
    later = actions.answer(other, body="Neues", by=aylin, at=at)
    actions.accept(answer, by=beat, at=at)
    actions.part(question, by=mira, at=at)
    assert state(other)["answers"] == {later.pk}
    assert not Solution.objects.exists()  # it was an answer of the other one


@pytest.mark.flow
def test_joined_and_joined_again_is_parted_from_the_end(question, answer, other, jonas, mira, at):  # fmt: skip
    third = actions.ask(title="Lahm", body="Alles lahm", agreed=True, by=jonas, at=at)
    actions.merge(question, into=other, by=mira, at=at)
    other.refresh_from_db()
    actions.merge(other, into=third, by=mira, at=at)
    answer.refresh_from_db()
    assert answer.question == third
    question.refresh_from_db()
    with pytest.raises(Refused, match="joined_further"):
        actions.part(question, by=mira, at=at)
    other.refresh_from_db()
    actions.part(other, by=mira, at=at)
    actions.part(question, by=mira, at=at)
    answer.refresh_from_db()
    assert answer.question == question
    assert not Moved.objects.exists()


@pytest.mark.flow
def test_who_may_join_what(question, other, jonas, aylin, mira, vreni, at):
    with pytest.raises(NotAllowed):
        actions.merge(question, into=other, by=jonas, at=at)
    with pytest.raises(Refused, match="same_question"):
        actions.merge(question, into=question, by=aylin, at=at)
    third = actions.ask(title="Lahm", body="Alles", agreed=True, by=jonas, at=at)
    actions.merge(question, into=other, by=aylin, at=at)
    for wrong, into in ((third, question), (other, question), (question, third)):
        with pytest.raises(Refused, match="merged_already"):
            actions.merge(wrong, into=into, by=mira, at=at)
    actions.withdraw(third, by=jonas, at=at)
    with pytest.raises(Refused, match="not_public"):
        actions.merge(other, into=third, by=mira, at=at)


@pytest.mark.flow
def test_the_old_address_leads_there_and_back(question, answer, other, mira, aylin, jonas):
    client, reader = Client(headers=HOST), Client(headers=HOST)
    client.force_login(mira)
    page = f"/questions/{question.pk}/duplicate/"
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 200
    sent = client.post(page, {"address": f"https://alpenfon.localhost{other.path}"})
    assert sent["Location"] == other.path
    assert reader.get(question.path)["Location"] == f"/questions/{other.pk}/"
    assert question.title in client.get(other.path).content.decode()
    assert reader.get(f"/api/v1/questions/{question.pk}").json()["merged_into"] == str(other.pk)  # fmt: skip
    parted = client.post(f"/questions/{question.pk}/separation/")
    assert parted["Location"] == question.path
    reader.force_login(jonas)
    assert reader.get(page).status_code == 404

    def call(method, body=None):
        path, raw = f"/api/v1/questions/{question.pk}/duplicate", json.dumps(body)
        return client.generic(method, path, raw, content_type="application/json")

    assert call("PUT", {"into": str(other.pk)}).json()["merged_into"] == str(other.pk)
    assert call("DELETE").json()["merged_into"] is None


@pytest.mark.flow
def test_products_are_on_questions_and_lists(question, other, at):
    Question.objects.filter(pk=other.pk).update(product="Alpenbox 3")
    reader = Client(headers=HOST)
    page = reader.get("/questions/?product=alpenbox 3").content.decode()
    assert other.title in page
    assert question.title not in page
    assert "Alpenbox 3" in reader.get(other.path).content.decode()
    found = reader.get("/api/v1/questions?product=Alpenbox 3").json()["items"]
    assert [each["product"] for each in found] == ["Alpenbox 3"]


LAWS = {
    "merged_straight": "update kundenkreis_question set merged_into_id = id, merged_at = now(), merged_by_id = author_id",
    "question_merged_by": "update kundenkreis_question set merged_at = now()",
    "moved_one_thing": "insert into kundenkreis_moved (brand_id, source_id) select brand_id, id from kundenkreis_question",
    "moved_solution": "insert into kundenkreis_moved (brand_id, source_id, answer_id, solved_at) select brand_id, question_id, id, now() from kundenkreis_answer",
    "moved_of_same_brand": "insert into kundenkreis_moved (brand_id, source_id, answer_id) select (select max(id) from kundenkreis_brand), question_id, id from kundenkreis_answer; set constraints all immediate",
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_joining_straight(law, question, answer, seeland, at):
    with (
        pytest.raises(IntegrityError, match=law.replace("merged_straight", "itself")),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])


def raw_merge(source, into) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update kundenkreis_question set merged_into_id = %s, merged_at = now(), merged_by_id = author_id where id = %s",
            [into.pk, source.pk],
        )


@pytest.mark.flow
def test_the_database_refuses_a_circle_and_another_brand(question, other, seeland, kai, mira, at):  # fmt: skip
    actions.merge(question, into=other, by=mira, at=at)
    with pytest.raises(IntegrityError, match="stands by itself"), transaction.atomic():
        raw_merge(other, question)
    with scope.inside(seeland.pk):
        foreign = actions.ask(title="Strom", body="Kein Strom", agreed=True, by=kai, at=at)
    with transaction.atomic():
        raw_merge(other, foreign)
        with (
            connection.cursor() as cursor,
            pytest.raises(IntegrityError, match="merged_in_same_brand"),
        ):
            cursor.execute("set constraints all immediate")
        transaction.set_rollback(True)


@pytest.mark.slow
def test_two_that_join_each_other_at_once_make_no_circle(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni = make_person("Vreni", at)
        one, two = (
            actions.ask(title="WLAN", body=f"Nummer {n}", agreed=True, by=vreni, at=at)
            for n in range(2)
        )

        def join(number):
            with scope.inside(brand.pk):
                try:
                    raw_merge(*((one, two) if number % 2 else (two, one)))
                except (IntegrityError, OperationalError) as error:
                    return error
                return None

        results = committed_db.together(2, join)
        assert sum(each is None for each in results) == 1
        assert Question.objects.filter(merged_into__isnull=False).count() == 1


@pytest.mark.slow
def test_two_moderators_who_join_each_other_at_once(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, mira = make_person("Vreni", at), make_person("Mira", at, "moderator")
        one, two = (
            actions.ask(title="WLAN", body=f"Nummer {n}", agreed=True, by=vreni, at=at)
            for n in range(2)
        )
        actions.follow(one, by=mira, at=at)

        def join(number):
            with scope.inside(brand.pk):
                pair = (one, two) if number % 2 else (two, one)
                return actions.merge(pair[0], into=pair[1], by=mira, at=at)

        results = committed_db.together(8, join)
        assert {each.reason for each in results if isinstance(each, Refused)} == {"merged_already"}  # fmt: skip
        assert Question.objects.filter(merged_into__isnull=False).count() == 1
        assert Follow.objects.count() == 1
        assert not SameHere.objects.exists()
