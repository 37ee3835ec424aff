"""The circle: asked in with a reason, a line with a promise, a clock, and an honest page."""

import json
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.circles import actions, promises, queries, schedule
from kundenkreis.circles.models import CircleInvitation, DirectLine
from kundenkreis.circles.personal_data import CirclesData
from kundenkreis.core import scope
from kundenkreis.core.events import KINDS
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications import registry
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.spaces import actions as spaces
from tests.attack import attack
from tests.cast import WEEKDAYS
from tests.kept import kept

ZONE = ZoneInfo("Europe/Zurich")
DAY = timedelta(days=1)
WORDS = {"title": "Router", "body": "Das neue Modell stürzt ab."}


@kept
def circle(mira, aylin, at):
    """Mira began it; Aylin was asked in and came."""
    space = actions.open_circle(name="Kreis", by=mira, at=at)
    actions.invite(email="aylin@example.org", reason="Sie helfen vielen.", by=mira, at=at)
    actions.answer_invitation(accepts=True, by=aylin, at=at)
    return space


@kept
def line(circle, aylin, at) -> DirectLine:
    return actions.write_to_brand(**WORDS, by=aylin, at=at)


def told() -> None:
    for row in EventRow.objects.order_by("id"):
        for react in registry.REACTIONS.get(KINDS[row.name], []):
            react(KINDS[row.name](**row.payload), row=row)


def kinds_for(person) -> list[str]:
    rows = Notice.objects.filter(person=person)
    return sorted(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        # Tuesday morning: Wednesday is the first day, Thursday closes at seven.
        (datetime(2026, 3, 10, 9, tzinfo=ZONE), 2, datetime(2026, 3, 12, 19, tzinfo=ZONE)),
        # Friday: Saturday closes at four and counts, Sunday does not.
        (datetime(2026, 3, 13, 9, tzinfo=ZONE), 2, datetime(2026, 3, 16, 19, tzinfo=ZONE)),
        (datetime(2026, 3, 13, 23, tzinfo=ZONE), 1, datetime(2026, 3, 14, 16, tzinfo=ZONE)),
        # Across the change of the clocks on 29 March.
        (datetime(2026, 3, 28, 9, tzinfo=ZONE), 1, datetime(2026, 3, 30, 19, tzinfo=ZONE)),
        (datetime(2026, 3, 10, 9, tzinfo=ZONE), 10, datetime(2026, 3, 21, 16, tzinfo=ZONE)),
    ],
)
def test_working_days_end_when_the_brand_closes(asked, days, due):
    assert promises.due_at(WEEKDAYS, ZONE, asked, days=days) == due


def test_a_brand_without_hours_counts_days():
    asked = datetime(2026, 3, 10, 9, tzinfo=ZONE)
    assert promises.due_at([], ZONE, asked, days=2) == asked + 2 * DAY
    assert promises.due_at([None] * 7, ZONE, asked, days=2) == asked + 2 * DAY


def test_members_are_asked_in_by_managers_with_a_reason_and_answer_themselves(mira, aylin, vreni, reto, at):  # fmt: skip
    with pytest.raises(NotFound):
        actions.invite(email="aylin@example.org", reason="Ja.", by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.open_circle(name="Kreis", by=reto, at=at)
    for _twice in range(2):
        actions.open_circle(name="Kreis", by=mira, at=at)
    with pytest.raises(Invalid):
        actions.invite(email="aylin@example.org", reason=" ", by=mira, at=at)
    for address in ("nobody@example.org", "reto@example.org"):
        with pytest.raises(Invalid, match="no_member"):
            actions.invite(email=address, reason="Ja.", by=mira, at=at)
    for _twice in range(2):
        actions.invite(email="aylin@example.org", reason="Sie helfen.", by=mira, at=at)
    told()
    told()
    assert kinds_for(aylin) == ["circle_invited"]
    with pytest.raises(NotFound):
        actions.answer_invitation(accepts=True, by=vreni, at=at)
    actions.answer_invitation(accepts=False, by=aylin, at=at)
    assert not queries.is_in(aylin, queries.circle())
    actions.invite(email="aylin@example.org", reason="Doch?", by=mira, at=at)
    actions.answer_invitation(accepts=True, by=aylin, at=at)
    assert queries.is_in(aylin, queries.circle())
    with pytest.raises(Refused, match="in_already"):
        actions.invite(email="aylin@example.org", reason="Ja.", by=mira, at=at)


@pytest.mark.flow
def test_only_the_circle_writes_and_only_the_team_answers(line, vreni, aylin, reto, mira, at):  # fmt: skip
    with pytest.raises(NotFound):
        actions.write_to_brand(**WORDS, by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.write_to_brand(**WORDS, by=reto, at=at)
    with pytest.raises(NotFound):
        queries.lines_for(vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.answer_line(line, body="Ich.", by=aylin, at=at)
    told()
    assert kinds_for(mira) == ["direct_line_written", "space_question"]
    assert kinds_for(reto) == []
    answer = actions.answer_line(line, body="Wir prüfen es.", by=reto, at=at + DAY)
    line.refresh_from_db()
    assert (line.answer, line.answered_at, line.in_time) == (answer, at + DAY, True)
    assert queries.is_in(reto, queries.circle()), "who answers stands there by name"


@pytest.mark.flow
def test_an_answer_in_the_space_keeps_the_promise_too_but_not_a_members(line, aylin, mira, at):  # fmt: skip
    spaces.answer(line.question, body="Bei mir auch.", by=aylin, at=at)
    told()
    line.refresh_from_db()
    assert line.answered_at is None
    spaces.answer(line.question, body="Wir prüfen es.", by=mira, at=at + DAY)
    told()
    told()
    line.refresh_from_db()
    assert line.answered_at == at + DAY


def test_the_clock_reminds_before_and_says_when_it_is_broken(line, mira, at):
    schedule.due(at=line.due_at - promises.REMIND - timedelta(minutes=1))
    told()
    assert "direct_line_due" not in kinds_for(mira)
    for _twice in range(2):
        schedule.due(at=line.due_at - promises.REMIND)
        schedule.due(at=line.due_at)
    told()
    assert kinds_for(mira).count("direct_line_due") == 1
    assert kinds_for(mira).count("direct_line_overdue") == 1


def test_who_answered_is_not_reminded(line, mira, at):
    actions.answer_line(line, body="Ja.", by=mira, at=at)
    schedule.due(at=line.due_at)
    assert not EventRow.objects.filter(name="direct_line_due").exists()


@pytest.mark.flow
def test_the_page_counts_what_waits_as_late(circle, aylin, mira, at):
    lines = [actions.write_to_brand(**WORDS, by=aylin, at=at) for _each in range(3)]
    actions.answer_line(lines[0], body="Ja.", by=mira, at=at + timedelta(hours=5))
    actions.answer_line(lines[1], body="Ja.", by=mira, at=lines[1].due_at + DAY)
    before, after = queries.kept(at=at + DAY), queries.kept(at=lines[1].due_at + 2 * DAY)
    assert (before.asked, after.in_time, after.late) == (3, 1, 2)
    assert after.hours == 44
    assert queries.kept(at=at + 200 * DAY).asked == 0


def test_the_promise_is_set_with_a_reason_and_counts_from_then_on(line, aylin, mira, at):
    for days in (0, 11):
        with pytest.raises(Invalid):
            actions.set_promise(days=days, reason="Ja.", by=mira, at=at)
    with pytest.raises(NotAllowed):
        actions.set_promise(days=1, reason="Ja.", by=aylin, at=at)
    actions.set_promise(days=1, reason="Wir sind mehr.", by=mira, at=at)
    later = actions.write_to_brand(**WORDS, by=aylin, at=at)
    assert later.due_at == line.due_at - DAY
    line.refresh_from_db()
    assert line.due_at == datetime(2026, 3, 12, 19, tzinfo=ZONE)


def test_a_member_leaves_and_her_data_goes(line, circle, aylin, at):
    plug = CirclesData()
    assert plug.export(aylin)["circle_invitations"]
    spaces.leave(circle, by=aylin, at=at)
    with pytest.raises(NotFound):
        queries.lines_for(aylin, at=at)
    plug.forget(aylin, at=at)
    assert not CircleInvitation.objects.exists()


def test_another_brand_sees_nothing(line, aylin, seeland, at):
    with scope.inside(seeland.pk), pytest.raises(NotFound):
        queries.lines_for(aylin, at=at)


def test_laws(line, mira, aylin, vreni, seeland, at):
    attack("line_stays", "update kundenkreis_directline set due_at = due_at + interval '1 day'")  # fmt: skip
    attack("line_due_later", "insert into kundenkreis_directline (brand_id, question_id, at, due_at) select brand_id, question_id, at, at from kundenkreis_directline")  # fmt: skip
    attack("line_answered_later", "update kundenkreis_directline set answered_at = at - interval '1 day'")  # fmt: skip
    attack("line_of_same_brand", "update kundenkreis_directline set brand_id = %s", seeland.pk)  # fmt: skip
    actions.answer_line(line, body="Ja.", by=mira, at=at)
    attack("line_stays", "update kundenkreis_directline set answered_at = null")
    attack("circle_invitation_stays", "update kundenkreis_circleinvitation set reason = 'Anders'")  # fmt: skip
    actions.invite(email="vreni@example.org", reason="Ja.", by=mira, at=at)
    attack("circle_answered_with", "update kundenkreis_circleinvitation set accepted = true where answered_at is null")  # fmt: skip
    ask = "insert into kundenkreis_circleinvitation (brand_id, person_id, reason, by_id, at) values (%s, %s, %s, %s, now())"
    attack("one_open_circle_invitation", ask, line.brand_id, vreni.pk, "Ja.", mira.pk)
    attack("circle_says_why", ask, line.brand_id, aylin.pk, "", mira.pk)
    actions.set_promise(days=1, reason="Ja.", by=mira, at=at)
    attack("circle_promise_days", "insert into kundenkreis_circlepromise (brand_id, days, reason, by_id, at) select brand_id, 11, 'x', by_id, at from kundenkreis_circlepromise")  # fmt: skip
    attack("append_only", "update kundenkreis_circlepromise set days = 3")


def signed_in(person) -> Client:
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(person)
    return client


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})


def api(client, method, path, body=None):
    return client.generic(method, f"/api/v1/{path}", json.dumps(body) if body is not None else "", content_type="application/json")  # fmt: skip


@pytest.mark.flow
def test_the_page_asks_the_same_number_of_queries(line, aylin, at):
    def count():
        with CaptureQueriesContext(connection) as found:
            assert signed_in(aylin).get("/circle/").status_code == 200
        return len(found)

    first = count()
    for _each in range(2):
        actions.write_to_brand(**WORDS, by=aylin, at=at)
    assert count() == first


@pytest.mark.slow
def test_through_the_pages_and_the_api(mira, aylin, vreni, reto, alpenfon, at):
    team, hers, stranger = signed_in(mira), signed_in(aylin), signed_in(vreni)
    assert stranger.get("/circle/setup/").status_code == 404
    assert send(team, "/circle/setup/", name="Kreis").status_code == 303
    assert send(team, "/circle/setup/", email="x@example.org", reason="Ja.").status_code == 422  # fmt: skip
    assert send(team, "/circle/setup/", email="aylin@example.org", reason="Ja.").status_code == 303  # fmt: skip
    assert "Ja." in hers.get("/circle/").content.decode()
    assert send(hers, "/circle/acceptance/").status_code == 303
    assert stranger.get("/circle/lines/new/").status_code == 404
    assert hers.get("/circle/lines/new/").status_code == 200
    there = send(hers, "/circle/lines/new/", **WORDS)["Location"]
    assert stranger.get(there).status_code == 404
    assert hers.get(there).status_code == 200
    assert send(hers, there, body="Ich.").status_code == 422
    assert send(team, there, body="Wir prüfen es.").status_code == 303
    assert "Wir prüfen es." in hers.get(there).content.decode()
    assert send(team, "/circle/promise/", days="3", reason="Ferien").status_code == 303
    for path in ("/circle/", "/circle/setup/", "/circle/promise/", there):
        assert team.get(path).status_code == 200
    assert api(team, "POST", "circle/invitations", {"email": "vreni@example.org", "reason": "Ja."}).status_code == 201  # fmt: skip
    assert api(stranger, "GET", "circle").json()["reason"] == "Ja."
    assert api(stranger, "POST", "circle/refusal").status_code == 204
    assert api(stranger, "POST", "circle/acceptance").status_code == 404
    assert api(stranger, "GET", "circle/lines").status_code == 404
    made = api(hers, "POST", "circle/lines", {"title": "T", "text": "B"}).json()
    assert api(signed_in(reto), "POST", f"circle/lines/{made['id']}/answers", {"text": "Ja."}).json()["in_time"]  # fmt: skip
    assert api(hers, "GET", f"circle/lines/{made['id']}").json()["answered_at"]
    assert len(api(hers, "GET", "circle/lines").json()["items"]) == 2
    assert api(team, "PUT", "circle/promise", {"days": 2, "reason": "Wieder da"}).status_code == 204  # fmt: skip
    assert api(team, "POST", "circle", {"name": "Noch"}).status_code == 201
    assert send(stranger, "/circle/refusal/").status_code == 404
