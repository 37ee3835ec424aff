"""The community through its doors: pages and API tell the same story."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions
from kundenkreis.stages.community.models import Answer, Question, Solution
from kundenkreis.stages.community.tests.conftest import TEXT

HOST = {"host": "alpenfon.localhost"}


@pytest.fixture
def browser(alpenfon) -> Client:
    return Client(headers=HOST)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def api(client, method, path, body=None, **headers):
    return client.generic(
        method, f"/api/v1/{path}", json.dumps(body) if body is not None else "",
        content_type="application/json", headers=headers,
    )  # fmt: skip


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


@pytest.mark.flow
def test_a_guest_asks_by_key_and_accepts_with_it(browser, aylin, at):
    case_path = send(browser, "/cases/", text=TEXT)["Location"].removesuffix("suggestions/")
    page = browser.get(f"{case_path}question/").content.decode()
    assert "079 123 45 67" in page
    assert page.count("079 123 45 67") == 2  # her own words, and what is held back
    path = send(
        browser, f"{case_path}question/", title="WLAN", body="Es ist langsam", agreed="on"
    )["Location"]
    question = Question.objects.get()
    assert path == question.path
    answer = actions.answer(question, body="Neu starten", by=aylin, at=at)
    assert Client(headers=HOST).get(path).status_code == 200
    stranger = send(Client(headers=HOST), f"/answers/{answer.pk}/solution/")
    assert stranger.status_code == 403
    assert not Solution.objects.exists()
    link = f"/answers/{answer.pk}/solution/"
    assert Client(headers=HOST).get(link)["Location"] == answer.path
    assert browser.get(link).status_code == 200
    assert send(browser, f"/answers/{answer.pk}/solution/").status_code == 303
    assert Case.objects.get().state == "solved"
    assert "079 123" not in browser.get(path).content.decode()


@pytest.mark.flow
def test_what_is_still_personal_is_shown_once_more_before_it_is_public(case, vreni):
    client, path = signed_in(vreni), f"{case.path}question/"
    page = send(client, path, title="WLAN", body="Ruft 079 765 43 21 an", agreed="on")
    assert page.status_code == 200
    assert "079 765 43 21" not in page.content.decode()
    assert not Question.objects.exists()
    assert send(client, path, title="WLAN", body="Hilfe", agreed="").status_code == 200
    assert send(client, path, title="WLAN", body="Hilfe", agreed="on").status_code == 303


def test_a_question_has_one_address(browser, question):
    assert browser.get(f"/questions/{question.pk}/")["Location"] == question.path
    assert browser.get(f"/questions/{question.pk}/falsch/")["Location"] == question.path
    Question.objects.update(title="Answers")
    assert Question.objects.get().slug == "answers-question"


@pytest.mark.flow
def test_members_answer_thank_follow_and_mend(question, aylin, jonas):
    writer, reader = signed_in(aylin), signed_in(jonas)
    assert send(writer, f"/questions/{question.pk}/answers/", body="").status_code == 200
    assert (
        send(writer, f"/questions/{question.pk}/answers/", body="Kabel?").status_code == 303
    )
    answer = Answer.objects.get()
    for path in ("kudos",):
        assert send(reader, f"/answers/{answer.pk}/{path}/").status_code == 303
    for path in ("same-here", "followers"):
        assert send(reader, f"/questions/{question.pk}/{path}/").status_code == 303
    assert send(reader, f"/questions/{question.pk}/followers/", end="1").status_code == 303
    assert writer.get(f"/answers/{answer.pk}/text/").status_code == 200
    assert reader.get(f"/answers/{answer.pk}/text/").status_code == 404
    assert send(writer, f"/answers/{answer.pk}/text/", body="Das Kabel!").status_code == 303
    page = reader.get(question.path).content.decode()
    assert "Das Kabel!" in page
    assert "Aylin" not in page


def test_a_double_click_answers_once(question, aylin):
    client, key = signed_in(aylin), uuid4().hex
    for _click in range(2):
        client.post(f"/questions/{question.pk}/answers/", {"once": key, "body": "Kabel?"})
    assert Answer.objects.count() == 1


@pytest.mark.flow
def test_visitors_are_asked_to_sign_in_before_they_answer(browser, question, answer):
    posted = send(browser, f"/questions/{question.pk}/answers/", body="Kabel?")
    assert posted["Location"].startswith("/sign-in/")
    assert "/sign-in/?then=" in browser.get(question.path).content.decode()
    assert send(browser, f"/answers/{answer.pk}/kudos/")["Location"].startswith("/sign-in/")


@pytest.mark.flow
def test_another_customer_s_case_is_solved_by_a_solved_question(
    answer, question, vreni, beat, at
):
    actions.accept(answer, by=vreni, at=at)
    own = cases.open_case(customer=beat, text="WLAN lahm", by=beat, at=at)
    client = signed_in(beat)
    page = client.get(f"{question.path}?case={own.pk}").content.decode()
    assert f"/questions/{question.pk}/attempts/" in page
    assert (
        send(
            client, f"/questions/{question.pk}/attempts/", case=str(own.pk), helped="yes"
        ).status_code
        == 303
    )
    own.refresh_from_db()
    assert own.state == "solved"
    assert send(client, f"/questions/{question.pk}/attempts/", case="x").status_code == 404
    assert client.get(own.path).status_code == 200


@pytest.mark.flow
def test_the_case_page_shows_question_and_answers(case, question, answer, vreni):
    page = signed_in(vreni).get(case.path).content.decode()
    assert question.title in page
    assert f"/answers/{answer.pk}/solution/" in page


@pytest.mark.slow
def test_the_asker_takes_back_and_undoes(question, answer, vreni, at):
    client = signed_in(vreni)
    send(client, f"/answers/{answer.pk}/solution/")
    assert 'id="solution"' in client.get(question.path).content.decode()
    assert send(client, f"/questions/{question.pk}/reopening/").status_code == 303
    assert not Solution.objects.exists()
    assert send(client, f"/questions/{question.pk}/withdrawal/").status_code == 303
    assert client.get(question.path).status_code == 200
    assert Client(headers=HOST).get(question.path).status_code == 404


def test_a_member_s_page_shows_strengths_but_no_name(
    browser, answer, vreni, aylin, beat, at
):
    aylin.nickname, aylin.name = "Funkerin", "Aylin Yildiz"
    aylin.save()
    actions.accept(answer, by=vreni, at=at)
    page = browser.get(f"/members/{aylin.pk}/").content.decode()
    assert "Funkerin" in page
    assert "Yildiz" not in page
    assert "aylin@" not in page
    assert browser.get(f"/members/{beat.pk}/").status_code == 404
    assert browser.get(f"/members/{vreni.pk}/").status_code == 404


@pytest.mark.flow
def test_another_brand_finds_none_of_it(question, answer, seeland, kai):
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(kai)
    with scope.inside(seeland.pk):
        for path in (
            question.path, f"/answers/{answer.pk}/solution/", f"/flags/answer/{answer.pk}/",
            f"/cases/{question.case_id}/question/", f"/api/v1/questions/{question.pk}",
        ):  # fmt: skip
            assert there.get(path).status_code == 404
        assert (
            send(there, f"/questions/{question.pk}/answers/", body="Ich").status_code == 404
        )
        assert question.title not in there.get("/questions/").content.decode()
        assert api(there, "GET", "questions").json()["items"] == []


def make_questions(count, vreni, aylin, at):
    for _number in range(count - Question.objects.count()):
        question = actions.ask(
            title="WLAN", body="WLAN langsam", agreed=True, by=vreni, at=at
        )
        row = actions.answer(question, body="Neu starten", by=aylin, at=at)
        actions.accept(row, by=vreni, at=at)


def counted(client, path) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.slow
def test_the_list_takes_the_same_queries_for_one_and_three(browser, vreni, aylin, at):
    for count in (1, 3):
        make_questions(count, vreni, aylin, at)
        assert counted(browser, "/questions/") == 3
        assert counted(browser, "/api/v1/questions") == 2


@pytest.mark.flow
def test_older_questions_follow_without_counting_whatever_is_asked_meanwhile(
    browser, question, vreni, at, django_assert_num_queries
):
    def ask(number, moment):
        return Question(title=f"Frage {number}", author=vreni, language="de", asked_at=moment, body="Langsam")  # fmt: skip

    Question.objects.bulk_create([ask(n, at - timedelta(minutes=n)) for n in range(44)])
    path, seen = "/questions/", []
    while path:
        page = browser.get(path).content.decode()
        seen += re.findall(r"Frage \d+(?=</a>)", page)
        older = re.search(r'href="([^"]*after=[^"]+)"', page)
        path = older[1] if older else ""
        ask("jetzt", at + timedelta(minutes=len(seen))).save()
    assert seen == [f"Frage {n}" for n in range(44)]
    last = older_of(browser)
    with django_assert_num_queries(3):
        browser.get("/questions/?after=" + last)
    assert browser.get("/questions/?after=x").status_code == 422


def older_of(browser):
    page = browser.get("/questions/").content.decode()
    found = re.search(r"after=([^\"]+)", page)
    assert found
    return found[1]


@pytest.mark.flow
def test_a_question_takes_the_same_queries_for_one_and_three_answers(
    browser, question, answer, aylin, jonas, at
):
    first = counted(browser, question.path), counted(signed_in(jonas), question.path)
    for _number in range(2):
        actions.answer(question, body="Noch etwas", by=aylin, at=at)
    assert (
        counted(browser, question.path),
        counted(signed_in(jonas), question.path),
    ) == first
    assert first == (8, 15)


@pytest.mark.parametrize(
    "query",
    [
        "?state=open",
        "?state=solved",
        "?topic=internet",
        "?q=wlan",
        "?topic=x&state=x",
    ],
)
def test_the_list_filters_without_trouble(browser, question, query):
    assert browser.get(f"/questions/{query}").status_code == 200


@pytest.mark.slow
def test_the_api_tells_the_same_story(vreni, aylin, alpenfon, at):
    asker, member = signed_in(vreni), signed_in(aylin)
    for client in (asker, member):
        client.handler.enforce_csrf_checks = False
    refused = api(asker, "POST", "questions", {"text": TEXT})
    assert (refused.status_code, refused.json()["reason"]) == (409, "consent_needed")
    asked = api(asker, "POST", "questions", {"text": TEXT, "consent": True})
    assert asked.status_code == 201
    pk = asked.json()["id"]
    assert "079" not in asked.json()["text"]
    answered = api(member, "POST", f"questions/{pk}/answers", {"text": "Neu starten"})
    assert answered.status_code == 201
    answer = answered.json()["id"]
    assert api(member, "POST", f"answers/{answer}/kudos").status_code == 403
    assert api(asker, "POST", f"answers/{answer}/kudos").json()["kudos"] == 1
    assert (
        api(member, "POST", f"questions/{pk}/solution", {"answer": answer}).status_code
        == 403
    )
    wrong = api(asker, "POST", f"questions/{pk}/solution", {"answer": str(uuid4())})
    assert wrong.status_code == 422
    assert (
        api(asker, "POST", f"questions/{pk}/solution", {"answer": answer}).status_code
        == 201
    )
    whole = api(asker, "GET", f"questions/{pk}").json()
    assert whole["solved"] is True
    assert [(each["accepted"], each["kudos"]) for each in whole["items"]] == [(True, 1)]
    assert api(asker, "DELETE", f"questions/{pk}/solution").json()["solved"] is False
    flag = {"target": f"answer:{answer}", "reason": "spam"}
    assert api(asker, "POST", "flags", flag).status_code == 201
    assert api(asker, "POST", "flags", {**flag, "target": "x"}).status_code == 422
    assert api(asker, "GET", "questions?state=open").json()["items"][0]["answers"] == 1


@pytest.mark.flow
def test_the_api_lets_a_key_ask_and_accept_but_not_strangers(browser, aylin, at):
    case = api(browser, "POST", "cases", {"text": TEXT}).json()
    key = {"X-Case-Key": case["key"]}
    body = {"text": TEXT, "case": case["id"], "consent": True}
    stranger = Client(headers=HOST)
    assert api(stranger, "POST", "questions", body).status_code == 404
    question = api(stranger, "POST", "questions", body, **key)
    assert question.status_code == 201
    row = actions.answer(Question.objects.get(), body="Neu starten", by=aylin, at=at)
    path = f"questions/{question.json()['id']}/solution"
    assert api(stranger, "POST", path, {"answer": str(row.pk)}).status_code == 401
    assert api(stranger, "POST", path, {"answer": str(row.pk)}, **key).status_code == 201


def test_a_guest_of_one_case_cannot_accept_in_another(browser, answer, at):
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = cases.open_case(customer=guest, text="Drucker", by=guest, at=at)
    key = {"X-Case-Key": cases.make_key(case, by=guest, at=at)}
    path = f"questions/{answer.question_id}/solution"
    assert api(browser, "POST", path, {"answer": str(answer.pk)}, **key).status_code in (
        401,
        403,
    )
    assert not Solution.objects.exists()
