"""Who writes, who waits, who asks with help: claims, the first hours, sheltered questions, similar ones."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.stages.community import actions, queries, reactions, schedule
from kundenkreis.stages.community.events import QuestionAsked
from kundenkreis.stages.community.models import Claim, CommunityRules, Question
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_brand, make_person

HOST = {"host": "alpenfon.localhost"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def call(client, method, path, body=None):
    raw = json.dumps(body) if body is not None else ""
    return client.generic(method, f"/api/v1/{path}", raw, content_type="application/json")


@pytest.mark.flow
def test_for_ten_minutes_only_who_claimed_it_answers(question, aylin, jonas, vreni, at):
    aylin.nickname = "Funkerin"
    aylin.save()
    actions.claim(question, by=aylin, at=at)
    with pytest.raises(Refused, match="claimed") as refused:
        actions.claim(question, by=jonas, at=at + 9 * MINUTE)
    assert "Funkerin" in refused.value.sentence
    with pytest.raises(Refused, match="claimed"):
        actions.answer(question, body="Kabel", by=jonas, at=at + 9 * MINUTE)
    actions.answer(question, body="Es blinkt immer noch", by=vreni, at=at + MINUTE)
    actions.answer(question, body="Neu starten", by=aylin, at=at + 9 * MINUTE)
    assert not Claim.objects.exists()
    actions.claim(question, by=aylin, at=at)
    assert actions.claim(question, by=jonas, at=at + 10 * MINUTE).person == jonas
    assert actions.answer(question, body="Kabel", by=aylin, at=at + 20 * MINUTE)


def test_who_claimed_it_lets_go_and_only_members_claim(question, aylin, jonas, at):
    actions.claim(question, by=aylin, at=at)
    actions.release_claim(question, by=jonas, at=at)
    assert Claim.objects.get().person == aylin
    actions.release_claim(question, by=aylin, at=at)
    actions.claim(question, by=jonas, at=at)
    actions.close(question, by=question.author, at=at)
    with pytest.raises(Refused, match="closed"):
        actions.claim(question, by=jonas, at=at)


@pytest.mark.slow
def test_of_sixteen_who_claim_at_once_one_writes(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni = make_person("Vreni", at)
        crowd = [make_person(f"Mitglied{n}", at, "member") for n in range(16)]
        question = actions.ask(title="WLAN", body="WLAN", agreed=True, by=vreni, at=at)

        def claim(number):
            with scope.inside(brand.pk):
                return actions.claim(question, by=crowd[number], at=at)

        results = committed_db.together(16, claim)
        assert sum(isinstance(each, Claim) for each in results) == 1
        assert {each.reason for each in results if isinstance(each, Refused)} == {"claimed"}


@pytest.mark.flow
def test_the_first_hours_belong_to_customers(question, reto, aylin, mira, at):
    with pytest.raises(Refused, match="held_for_customers"):
        actions.answer(question, body="Neu starten", by=reto, at=at + 23 * HOUR)
    actions.answer(question, body="Neu starten", by=aylin, at=at)
    assert actions.answer(question, body="Wir auch", by=reto, at=at + 24 * HOUR)
    actions.set_rules(hold_hours=2, shelter_first=False, by=mira, at=at)
    assert actions.answer(question, body="Und noch", by=reto, at=at + 2 * HOUR)


def test_accounts_and_bills_wait_for_nobody(question, reto, at):
    Question.objects.update(topic=Topic.objects.get(slug="bill"))
    assert actions.answer(question, body="Die Rechnung stimmt", by=reto, at=at)


@pytest.mark.flow
def test_managers_set_the_rules_within_bounds(mira, reto, at):
    with pytest.raises(NotAllowed):
        actions.set_rules(hold_hours=0, shelter_first=False, by=reto, at=at)
    with pytest.raises(Invalid):
        actions.set_rules(hold_hours=169, shelter_first=False, by=mira, at=at)
    client = signed_in(mira)
    assert client.get("/community-rules/").status_code == 200
    sent = client.post("/community-rules/", {"hold_hours": "3", "shelter_first": "on"})
    assert sent.status_code == 303
    assert queries.rules_here().hold_hours == 3
    assert client.post("/community-rules/", {"hold_hours": "x"}).status_code == 200
    body = {"hold_hours": 5, "shelter_first": False}
    assert call(client, "PUT", "community-rules", body).json() == body
    assert call(signed_in(reto), "PUT", "community-rules", body).status_code in (403, 404)


def sheltered(vreni, at) -> Question:
    case = cases.open_case(customer=vreni, text="WLAN langsam", by=vreni, at=at)
    return actions.publish(
        case, title="WLAN", body="langsam", agreed=True, sheltered=True, by=vreni, at=at
    )


@pytest.mark.flow
def test_a_sheltered_question_is_for_its_asker_and_mentors_only(vreni, aylin, jonas, at):
    question = sheltered(vreni, at)
    assert not queries.public_questions().exists()
    for reader in (None, jonas):
        with pytest.raises(NotFound):
            queries.question_for(reader, question.pk)
    assert queries.question_for(vreni, question.pk) == question
    for person, status in ((jonas, 404), (aylin, 200), (vreni, 200)):
        assert signed_in(person).get(question.path).status_code == status
    assert Client(headers=HOST).get(question.path).status_code == 404
    with pytest.raises(Refused, match="closed"):
        actions.answer(question, body="Neu", by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.release(question, by=jonas, at=at)


@pytest.mark.flow
def test_a_mentor_helps_to_phrase_it_and_lets_it_go(vreni, aylin, at):
    question = sheltered(vreni, at)
    mended = actions.edit(question, title="WLAN seit gestern langsam", body="Im Bad.", by=aylin, at=at)  # fmt: skip
    assert question.revisions.get().body == "langsam"
    actions.release(question, by=aylin, at=at + HOUR)
    actions.release(question, by=aylin, at=at + 2 * HOUR)
    assert queries.public_questions().get() == mended
    tell()
    assert heard(vreni) == ["question_released"]
    with pytest.raises(NotAllowed):
        actions.edit(question, body="Jetzt nicht mehr", by=aylin, at=at)


def test_nobody_waits_for_a_mentor_for_ever(vreni, at):
    question = sheltered(vreni, at)
    schedule.due(at=at + 11 * HOUR)
    assert Question.objects.get().is_sheltered
    schedule.due(at=at + 12 * HOUR)
    question.refresh_from_db()
    assert (question.is_public, question.released_by) == (True, None)


def test_mentors_are_told_that_a_question_waits_without_its_words(vreni, aylin, jonas, mira, at):  # fmt: skip
    question = sheltered(vreni, at)
    row = EventRow.objects.get(name="question_asked")
    event = QuestionAsked(**row.payload)
    for _twice in range(2):
        reactions.call_mentors(event, row=row)
    told = Notice.objects.filter(kind="question_sheltered")
    assert {each.person for each in told} == {aylin, mira}
    assert {str(each.values) for each in told} == {"{}"}
    Notice.objects.all().delete()
    actions.release(question, by=aylin, at=at)
    reactions.call_mentors(event, row=row)
    assert not Notice.objects.exists(), "it is public by now"


@pytest.mark.flow
def test_a_mentor_mends_and_releases_and_is_offered_nothing_else(vreni, aylin, mira, at):
    question = sheltered(vreni, at)
    for person in (aylin, mira):
        page = signed_in(person).get(question.path).content.decode()
        assert f"/questions/{question.pk}/publication/" in page
        assert f"/questions/{question.pk}/text/" in page
        for place in ("same-here", "followers", "claim", "answers", "duplicate"):
            assert f"/questions/{question.pk}/{place}/" not in page, place
        assert f"/flags/question/{question.pk}/" not in page
    hers = signed_in(vreni).get(question.path).content.decode()
    assert f"/questions/{question.pk}/publication/" not in hers


def test_a_first_question_is_sheltered_where_the_brand_wants_it(vreni, mira, at):
    actions.set_rules(hold_hours=24, shelter_first=True, by=mira, at=at)
    asked = {"title": "WLAN", "body": "langsam", "agreed": True, "by": vreni, "at": at}
    assert [actions.ask(**asked).is_sheltered for _again in range(2)] == [True, False]


@pytest.mark.flow
def test_claims_and_mentors_through_their_doors(question, vreni, aylin, jonas, at):
    writer, reader = signed_in(aylin), signed_in(jonas)
    path = f"/questions/{question.pk}/claim/"
    assert writer.post(path, {"once": uuid4().hex}).status_code == 303
    assert 'role="status"' in reader.get(question.path).content.decode()
    refused = reader.post(f"/questions/{question.pk}/answers/", {"body": "Mein Text"})
    assert "Mein Text" in refused.content.decode()  # kept, with the reason
    assert call(reader, "PUT", f"questions/{question.pk}/claim").status_code == 409
    assert writer.post(path, {"end": "1"}).status_code == 303
    assert call(reader, "PUT", f"questions/{question.pk}/claim").status_code == 200
    assert call(reader, "DELETE", f"questions/{question.pk}/claim").status_code == 204
    waiting = sheltered(vreni, at)
    assert waiting.title in writer.get("/questions/sheltered/").content.decode()
    assert reader.get("/questions/sheltered/").status_code == 404
    assert call(reader, "GET", "sheltered-questions").status_code == 404
    assert len(call(writer, "GET", "sheltered-questions").json()["items"]) == 1
    assert writer.get(waiting.path).status_code == 200
    assert writer.get(f"/questions/{waiting.pk}/text/").status_code == 200
    publication = f"/questions/{waiting.pk}/publication/"
    assert writer.post(publication).status_code == 303
    again = call(writer, "POST", f"questions/{waiting.pk}/publication")
    assert again.status_code == 201


@pytest.mark.flow
def test_similar_questions_while_typing(question, answer, vreni, at):
    actions.accept(answer, by=vreni, at=at)
    tell()
    browser = Client(headers=HOST)
    page = browser.get("/questions/similar/?q=WLAN langsam").content.decode()
    assert question.path in page
    assert "<h1" in page
    part = browser.get("/questions/similar/?q=WLAN langsam", headers={"HX-Request": "true"})
    assert question.path in part.content.decode()
    assert "<h1" not in part.content.decode()
    assert browser.get("/questions/similar/").status_code == 200
    found = call(browser, "GET", "similar-questions?text=WLAN langsam").json()["items"]
    assert [each["id"] for each in found] == [str(question.pk)]
    other = cases.open_case(customer=vreni, text="Mein WLAN ist langsam", by=vreni, at=at)
    assert question.path in signed_in(vreni).get(f"{other.path}question/").content.decode()


LAWS = {
    "claim_ten_minutes": "update kundenkreis_claim set until = at + interval '11 minutes'",
    "kundenkreis_claim_question_id_key": "insert into kundenkreis_claim (brand_id, question_id, person_id, at, until) select brand_id, question_id, person_id, at, until from kundenkreis_claim",
    "claim_of_same_brand": "update kundenkreis_claim set brand_id = (select max(id) from kundenkreis_brand); set constraints all immediate",
    "hold_a_week": "update kundenkreis_communityrules set hold_hours = 169",
    "community_rules_once": "insert into kundenkreis_communityrules (brand_id, hold_hours) select brand_id, 1 from kundenkreis_communityrules",
    "released_from_shelter": "update kundenkreis_question set released_at = now(), sheltered_at = null",
}  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_these_laws(law, question, aylin, seeland, at):
    actions.claim(question, by=aylin, at=at)
    CommunityRules.objects.create()
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])
