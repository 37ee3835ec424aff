"""Walking a guide: alone, in a case, back again, and on to somebody else who sees what was tried."""

from uuid import UUID

import pytest
import time_machine

from kundenkreis.cases import queries as cases
from kundenkreis.cases.actions import open_case
from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.guides import actions, queries
from kundenkreis.guides.models import GuideTurn, GuideWalk
from kundenkreis.guides.personal_data import GuidesData
from kundenkreis.guides.tests.conftest import browser, walked


def case_of(person, at, text="Internet geht nicht, Lämpchen rot."):
    return open_case(customer=person, text=text, by=person, at=at)


@pytest.mark.flow
def test_going_back_takes_back_what_came_after(red_light, at):
    walk = walked(actions.walk(red_light, by=None, at=at), 1, 1, at=at)
    assert walk.step.kind == "stage"
    first = walk.turns.get(number=1)
    assert (
        actions.answer(walk, number=1, answer=first.answer_id, by=None, at=at).turns.count()
        == 2
    )
    walk = actions.answer(
        walk, number=1, answer=first.step.answers.get(number=2).pk, by=None, at=at
    )
    assert [turn.answer.text for turn in queries.path_of(walk)] == ["Nein"]
    for number, answer in ((5, first.answer_id), (0, first.answer_id), (1, 0)):
        with pytest.raises(Invalid):
            actions.answer(walk, number=number, answer=answer, by=None, at=at)


@pytest.mark.flow
def test_in_a_case_it_is_an_attempt_of_self_service_and_may_solve_it(
    red_light, vreni, aylin, at
):
    case = case_of(vreni, at)
    walk = walked(actions.walk(red_light, case=case, by=vreni, at=at), 1, at=at)
    assert actions.walk(red_light, case=case, by=vreni, at=at) == walk, "she goes on"
    walk = walked(walk, 2, at=at)
    with pytest.raises(NotAllowed):
        actions.helped(walk, by=aylin, at=at)
    actions.helped(walk, by=vreni, at=at)
    actions.helped(walk, by=vreni, at=at)
    attempt = Attempt.objects.get()
    assert (attempt.stage, attempt.subject, attempt.state) == (
        "knowledge",
        red_light.subject,
        "solved",
    )
    assert Case.objects.get().state == "solved"
    with pytest.raises(Refused):
        actions.go_on(walk, customer=vreni, by=vreni, at=at)


@pytest.mark.flow
def test_if_it_does_not_help_the_next_one_sees_what_was_tried(red_light, vreni, at):
    case = case_of(vreni, at)
    assert cases.proposals(case, at=at)[0].title == "Das Lämpchen am Router ist rot"
    walk = walked(actions.walk(red_light, case=case, by=vreni, at=at), 1, 1, at=at)
    for _twice in range(2):
        assert actions.go_on(walk, customer=vreni, by=vreni, at=at) == case
    message = Message.objects.get()
    assert message.role == "platform"
    assert (
        "1. Leuchtet ein Lämpchen rot? – Ja\n2. Ist es nach einem Neustart noch rot? – Ja"
        in message.text
    )
    assert Attempt.objects.get().state == "failed"
    titles = [each.title for each in cases.proposals(case, at=at)]
    assert "Das Lämpchen am Router ist rot" not in titles, "not proposed again"


@pytest.mark.flow
def test_without_a_case_one_is_made_when_somebody_should_help(red_light, vreni, at):
    walk = walked(actions.walk(red_light, by=None, at=at), 2, at=at)
    case = actions.go_on(walk, customer=vreni, by=vreni, at=at)
    assert (case.text, str(case.topic and case.topic.slug)) == (
        "Das Lämpchen am Router ist rot",
        "internet",
    )
    assert case.messages.count() == Attempt.objects.filter(state="failed").count() == 1
    exported = GuidesData().export(vreni)["guide_answers"]
    assert [row["answer__text"] for row in exported] == ["Nein"]


@pytest.mark.flow
def test_where_people_leave_is_counted(red_light, at):
    for choices, end in (
        ((1, 2), True),
        ((1, 1), False),
        ((1,), None),
        ((1,), None),
        ((), None),
    ):
        walk = walked(actions.walk(red_light, by=None, at=at), *choices, at=at)
        if end:
            actions.helped(walk, by=None, at=at)
    young = queries.measures(red_light.published_version, at=at)
    assert (young.walked, young.helped, young.left) == (5, 1, 0)
    old = queries.measures(red_light.published_version, at=at + queries.LEFT)
    assert [(row.came, row.helped, row.left) for row in old.steps] == [
        (5, 0, 1),
        (4, 0, 2),
        (1, 1, 0),
        (1, 0, 1),
    ]


@pytest.mark.flow
def test_one_question_a_page_without_an_account(red_light, at, django_assert_num_queries):
    client = browser(language="de")
    with time_machine.travel(at, tick=False):
        begin = client.post(f"/guides/{red_light.pk}/walks/")
        assert begin.status_code == 303
        walk = GuideWalk.objects.get()
        assert begin["location"] == f"{walk.path}1/"
        answers = list(walk.step.answers.order_by("number"))
        page = client.get(begin["location"]).content.decode()
        assert "<h1>Leuchtet ein Lämpchen rot?</h1>" in page
        assert f'name="answer" value="{answers[0].pk}"' in page
        assert client.get(f"{walk.path}2/")["location"] == walk.path
        path = f"{walk.path}1/answers/"
        assert client.post(path, {"answer": answers[0].pk})["location"] == f"{walk.path}2/"
        with django_assert_num_queries(4):
            page = client.get(f"{walk.path}2/").content.decode()
        assert "Leuchtet ein Lämpchen rot?</a> – Ja" in page
        assert client.post(f"{walk.path}2/answers/", {"answer": "x"}).status_code == 422
        made = client.post(f"{walk.path}case/")
        case = Case.objects.get()
        assert made["location"] == case.path
        page = client.get(case.path).content.decode()
        assert "Leuchtet ein Lämpchen rot? – <strong>Ja" in page
        assert browser().get(walk.path).status_code == 404, "now it belongs to a case"


@pytest.mark.flow
def test_strangers_do_not_walk_in_a_case(red_light, vreni, beat, kai, at):
    case = case_of(vreni, at)
    walk = actions.walk(red_light, case=case, by=vreni, at=at)
    for client in (browser(), browser(beat)):
        assert client.get(f"{walk.path}1/").status_code == 404
        assert client.post(f"{walk.path}solution/").status_code == 404
        assert client.get(f"/cases/{case.pk}/guides/{red_light.pk}/").status_code == 404
    hers = browser(vreni)
    assert hers.get(f"/cases/{case.pk}/guides/{red_light.pk}/").status_code == 200
    assert hers.post(f"{walk.path}solution/")["location"] == f"{case.path}feedback/"
    assert not GuideTurn.objects.exists()


@pytest.mark.slow
def test_the_team_writes_a_guide_on_pages_without_javascript(reto, vreni, at):
    assert browser(vreni).get("/guide-editor/").status_code == 404
    client = browser(reto)
    with time_machine.travel(at, tick=False):
        made = client.post(
            "/guide-editor/new/",
            {"title": "Drucker", "language": "de", "topic": "computer"},
        )
        editor = made["location"]
        client.post(f"{editor}steps/", {"text": "Blinkt etwas?"})
        guide = queries.guide_for_team(UUID(editor.split("/")[2]))
        step = queries.version_shown(guide).steps.get()
        page = client.get(editor).content.decode()
        assert "There is no answer in step 1 «Blinkt etwas?»" in page
        assert client.post(f"{editor}publication/").status_code == 409
        path = f"{editor}steps/{step.pk}/"
        form = {
            "text": "Blinkt etwas?",
            "kind": "question",
            "answer_1": "Ja",
            "to_1": "0",
            "seen": step.changed_at.isoformat(),
        }
        assert client.post(path, form).status_code == 303
        late = client.post(
            path, form | {"answer_1": "Anders", "seen": "2020-01-01T00:00:00+00:00"}
        )
        assert "Somebody changed this step meanwhile" in late.content.decode()
        assert "Anders" in late.content.decode(), "what was typed stays"
        second = queries.version_shown(guide).steps.get(number=2)
        assert (
            client.post(
                f"{editor}steps/{second.pk}/", {"text": "Gut", "kind": "solved"}
            ).status_code
            == 303
        )
        assert "Every way leads to an end." in client.get(editor).content.decode()
        assert client.post(f"{editor}publication/")["location"] == editor
        assert "Drucker" in browser(language="de").get("/guides/").content.decode()
        assert (
            client.post(f"{editor}steps/{second.pk}/position/", {"way": "up"}).status_code
            == 409
        )
        client.post(f"{editor}draft/")
        second = queries.version_shown(guide).steps.get(number=2)
        client.post(f"{editor}steps/{second.pk}/position/", {"way": "up"})
        assert queries.version_shown(guide).steps.get(number=1).text == "Gut"
        assert client.post(f"{editor}steps/{second.pk}/removal/").status_code == 303
        assert client.post(f"{editor}translations/", {"language": "fr"}).status_code == 303
        assert client.get(f"{editor}measures/").status_code == 200
        assert client.post(f"{editor}withdrawal/").status_code == 303
        assert client.get(guide.path).status_code == 404


@pytest.mark.slow
def test_programs_write_and_walk_the_same_guides(reto, vreni, at):
    team, api = browser(reto), "/api/v1"

    def send(client, path, body, method="post"):
        return getattr(client, method)(
            f"{api}{path}", body, content_type="application/json"
        )

    with time_machine.travel(at, tick=False):
        team.get("/guide-editor/new/")
        made = send(team, "/guides", {"title": "WLAN schwach", "language": "de"})
        pk = made.json()["id"]
        steps = [
            {"text": "Nah?", "answers": [{"text": "Ja", "to": 2}]},
            {"text": "Gut", "kind": "solved"},
        ]
        assert (
            len(
                send(team, f"/guides/{pk}/steps", {"steps": steps[:1]}, "put").json()[
                    "steps"
                ]
            )
            == 1
        )
        refused = send(team, f"/guides/{pk}/publication", {})
        assert (refused.status_code, refused.json()["reason"]) == (409, "unsound")
        send(team, f"/guides/{pk}/steps", {"steps": steps}, "put")
        assert send(team, f"/guides/{pk}/publication", {}).status_code == 201
        assert [
            row["title"]
            for row in browser(language="de").get(f"{api}/guides").json()["items"]
        ] == ["WLAN schwach"]
        nobody = browser(language="de")
        walk = send(nobody, f"/guides/{pk}/walks", {}).json()
        answer = walk["step"]["answers"][0]["id"]
        on = send(
            nobody, f"/walks/{walk['id']}/answers", {"number": 1, "answer": answer}
        ).json()
        assert (on["number"], on["step"]["kind"], on["path"]) == (
            2,
            "solved",
            [{"question": "Nah?", "answer": "Ja"}],
        )
        case = send(nobody, f"/walks/{walk['id']}/case", {}).json()
        seen = (
            browser()
            .get(f"{api}/cases/{case['id']}", headers={"X-Case-Key": case["key"]})
            .json()
        )
        assert "1. Nah? – Ja" in seen["messages"][0]["text"]
        hers = case_of(vreni, at)
        mine = send(browser(vreni), f"/guides/{pk}/walks", {"case": str(hers.pk)}).json()
        assert (
            send(browser(vreni), f"/walks/{mine['id']}/solution", {}).json()["outcome"]
            == "solved"
        )
        assert (
            send(browser(vreni), "/guides", {"title": "X", "language": "de"}).status_code
            == 404
        )
        assert send(team, f"/guides/{pk}/withdrawal", {}).status_code == 201
        assert nobody.get(f"{api}/guides/{pk}").status_code == 404


@pytest.mark.flow
def test_the_same_page_sent_again_with_another_answer_is_another_answer(red_light, at):
    client = browser()
    path = client.post(f"/guides/{red_light.pk}/walks/")["Location"]
    row = GuideWalk.objects.get()
    page = client.get(path).content.decode()
    assert 'name="once"' not in page.split("answers/")[1].split("</form>")[0]
    one, two = row.step.answers.order_by("number")[:2]
    for answer in (one, one, two):
        assert (
            client.post(f"{row.path}1/answers/", {"answer": answer.pk}).status_code == 303
        )
    assert [turn.answer_id for turn in queries.path_of(row)] == [two.pk]


def test_who_begins_too_many_guides_is_told_when_to_go_on(
    red_light, vreni, monkeypatch, at
):
    monkeypatch.setattr("kundenkreis.guides.actions.walking.AN_HOUR", 1)
    assert actions.walk(red_light, by=vreni, at=at)
    with pytest.raises(TooMany, match="too_often"):
        actions.walk(red_light, by=vreni, at=at)
