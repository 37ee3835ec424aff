"""Suspension, how often, and signs of spam hold wherever people write in public."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from kundenkreis.core.refusal import NotAllowed, TooMany
from kundenkreis.forums import actions as forums
from kundenkreis.forums.staging import Post, Thread
from kundenkreis.ideas import actions as ideas
from kundenkreis.moderation import actions, queries, rules
from kundenkreis.moderation.models import (
    QueueItem,
    StatementOfReasons,
    Suspension,
    TextPrint,
)
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.knowledge import actions as knowledge
from tests.cast import make_person
from tests.moderation.test_doors import call, send, signed_in
from tests.moderation.test_spam import FARM
from tests.sockets.test_moderated import Maker

WRITTEN = [
    "question",
    "answer",
    "comment",
    "idea",
    "idea-comment",
    "contest-entry",
    "design",
]
DAY = timedelta(days=1)


@pytest.fixture
def newcomer(at, alpenfon):
    person = make_person("Neu", at, "member")
    person.joined_at = at
    person.save()
    return person


def suspend(person, kind, *, by, at):
    return actions.suspend_person(person, kind=kind, days=3, rule="rude", facts="Grob.", by=by, at=at)  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN[:-1])
def test_spam_of_a_newcomer_is_hidden_and_she_is_told(
    kind, newcomer, mira, at, monkeypatch
):
    monkeypatch.setattr("tests.sockets.test_moderated.WORDS", FARM)
    target = Maker(newcomer, mira, at).make(kind)
    assert QueueItem.objects.get(target=target).signs
    assert queries.thing_for(target, reader=None).hidden_at
    assert StatementOfReasons.objects.get(target=target).automated


def test_a_design_is_looked_at_when_it_is_shown_to_all(newcomer, mira, at):
    target = Maker(newcomer, mira, at).make("design")
    assert TextPrint.objects.filter(target=target).exists()


@pytest.mark.parametrize("kind", WRITTEN)
def test_who_is_suspended_from_writing_writes_nowhere_in_public(kind, vreni, mira, at):
    maker = Maker(vreni, mira, at)
    if kind in ("answer", "comment"):
        standing = maker._question() if kind == "answer" else maker._answer()
        name = "_question" if kind == "answer" else "_answer"
        setattr(maker, name, lambda *_words: standing)
    suspend(vreni, "writing", by=mira, at=at)
    with pytest.raises(NotAllowed, match="suspended"):
        maker.make(kind)


def test_the_kinds_of_suspension_hold_apart(the_answer, vreni, beat, mira, at):
    suspend(beat, "reporting", by=mira, at=at)
    answer = f"answer:{the_answer.pk}"
    with pytest.raises(NotAllowed, match="suspended"):
        actions.flag(answer, reason="rude", by=beat, at=at)
    assert ideas.write(title="Lampe", body="Eine Lampe.", by=beat, at=at)
    assert community.thank(the_answer, by=beat, at=at)
    suspend(vreni, "writing", by=mira, at=at)
    assert actions.flag(answer, reason="rude", by=vreni, at=at)
    with pytest.raises(NotAllowed, match="suspended"):
        knowledge.propose(title="WLAN", body="So geht es.", language="de", by=vreni, at=at)


@pytest.mark.flow
def test_mended_words_are_looked_at_again(newcomer, at):
    idea = ideas.write(title="Lampe", body="Eine rote Lampe am Router wäre gut für alle, die ihn selten sehen.", by=newcomer, at=at)  # fmt: skip
    ideas.edit(idea, title="Lampe", body="Eine rote Lampe am Router wäre gut für alle, die ihn selten ansehen.", by=newcomer, at=at)  # fmt: skip
    assert not QueueItem.objects.exists(), "she copied nobody but herself, in place"
    ideas.edit(idea, title="Lampe", body=FARM, by=newcomer, at=at)
    idea.refresh_from_db()
    assert idea.hidden_at


def test_proposals_count_and_are_known_again_but_never_hidden(newcomer, monkeypatch, at):
    text = "Ziehen Sie den Stecker des Routers für zehn Sekunden und warten Sie, bis die Lampe grün ist."  # fmt: skip
    knowledge.propose(title="WLAN", body=text, language="de", by=newcomer, at=at)
    assert not QueueItem.objects.exists()
    assert TextPrint.objects.filter(target__startswith="article-revision:").count() == 1
    monkeypatch.setattr(rules, "FIRST_TEXTS_AN_HOUR", 1)
    with pytest.raises(TooMany) as refused:
        ideas.write(title="Lampe", body="Eine Lampe.", by=newcomer, at=at)
    assert refused.value.wait == timedelta(hours=1)


def test_spam_of_a_forum_of_before_comes_along_shown_and_waits(alpenfon, at):
    posts = [Post(id=1, place=1, person=1, at=at - DAY, text="Mein Router blinkt rot."), Post(id=2, place=2, person=2, at=at - DAY, text=FARM)]  # fmt: skip
    thread = Thread(id=1, title="WLAN", category="x", posts=posts, solved=0)
    taken = forums.take_thread(thread, source="discourse", authors={}, topic=None, language="de", at=at)  # fmt: skip
    (item,) = QueueItem.objects.all()
    assert item.source == "spam"
    assert not queries.thing_for(item.target, reader=None).hidden_at
    assert taken.question


@pytest.mark.slow
def test_a_moderator_suspends_from_reporting_by_page_and_api(the_answer, beat, mira, nora, kai, at):  # fmt: skip
    actions.flag(f"answer:{the_answer.pk}", reason="rude", by=beat, at=at)
    moderator, path = signed_in(mira), f"/moderation/people/{beat.pk}/suspensions/"
    page = moderator.get(f"/moderation/answer/{the_answer.pk}/decision/").content.decode()
    assert f"{path}?kind=reporting" in page
    assert moderator.get(f"{path}?kind=reporting").status_code == 200
    given = {"kind": "reporting", "rule": "rude", "days": 5, "facts": "Lauter falsche Meldungen."}  # fmt: skip
    assert send(moderator, path, **{**given, "facts": ""}).status_code == 422
    assert send(moderator, path, **given).status_code == 303
    assert "Lauter falsche Meldungen." in moderator.get(path).content.decode()
    assert send(moderator, path, **given).status_code == 422, "suspended already"
    statement = StatementOfReasons.objects.get(author=beat)
    page = signed_in(beat).get(statement.path).content.decode()
    assert "report texts" in page or "melden" in page
    appeal = call(signed_in(beat), "POST", f"statements/{statement.pk}/appeal", {"text": "Nein"})  # fmt: skip
    assert appeal.status_code == 201
    row = call(moderator, "GET", path[1:-1]).json()["items"][0]
    lifted = call(moderator, "POST", f"moderation/suspensions/{row['id']}/lifting", {})
    assert lifted.status_code == 200
    again = call(moderator, "POST", path[1:-1], given)
    assert (again.status_code, again.json()["waits"]) == (201, False)
    assert Suspension.objects.filter(person=beat, ended_at=None).count() == 1
    assert call(signed_in(nora), "GET", path[1:-1]).status_code == 200
    assert moderator.get(f"/moderation/people/{kai.pk}/suspensions/").status_code == 404
    assert moderator.get(f"/moderation/people/{uuid4()}/suspensions/").status_code == 404


def test_statements_come_page_by_page(vreni, mira, at):
    for number in range(3):
        actions.warn_person(vreni, rule="rude", facts=f"Grob {number}", by=mira, at=at + timedelta(minutes=number))  # fmt: skip
    client = signed_in(vreni)
    first = json.loads(client.get("/api/v1/statements?limit=2").content)
    assert [row["facts"] for row in first["items"]] == ["Grob 2", "Grob 1"]
    rest = json.loads(client.get(f"/api/v1/statements?cursor={first['next']}").content)
    assert ([row["facts"] for row in rest["items"]], rest["next"]) == (["Grob 0"], None)
