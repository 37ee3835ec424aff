"""Members who may review: what other members sent in, never their own; what became of it counts."""

import pytest
from django.test import Client

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.models import MemberOutcome
from kundenkreis.stages.community.tests.test_telling import tell
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import ArticleRevision


@pytest.fixture
def text(vreni, at) -> ArticleRevision:
    return actions.propose(title="Router neu starten", body="Stecker ziehen.", language="de", by=vreni, at=at)  # fmt: skip


@pytest.mark.flow
def test_a_member_may_review_others_texts_by_ability_alone(text, vreni, beat, mira, at):
    with pytest.raises(NotAllowed):
        actions.approve(text, by=beat, at=at)
    for person in (beat, vreni):
        reputation.give(person, "review", words="Schreibt sehr gut", by=mira, at=at)
    with pytest.raises(NotAllowed, match="own_text"):
        actions.approve(text, by=vreni, at=at)
    actions.approve(text, by=beat, at=at)
    tell()
    assert MemberOutcome.objects.get(kind="reviewed").good is None
    with pytest.raises(NotAllowed):
        actions.publish(text, by=beat, at=at)
    actions.publish(text, by=mira, at=at)
    tell()
    assert MemberOutcome.objects.get(kind="reviewed").good
    written = MemberOutcome.objects.get(kind="written")
    assert (written.person, written.good) == (vreni, True)


@pytest.mark.flow
def test_what_an_editor_returns_was_approved_wrongly(text, beat, mira, at):
    reputation.give(beat, "review", words="Schreibt sehr gut", by=mira, at=at)
    actions.approve(text, by=beat, at=at)
    tell()
    actions.send_back(text, note="Der Schritt 2 fehlt.", by=mira, at=at)
    tell()
    assert MemberOutcome.objects.get(kind="reviewed").good is False


@pytest.mark.flow
def test_the_pages_of_reviewing(text, vreni, beat, mira, at):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(beat)
    assert client.get("/article-proposals/reviews/").status_code == 404
    reputation.give(beat, "review", words="Schreibt sehr gut", by=mira, at=at)
    assert (
        "Router neu starten" in client.get("/article-proposals/reviews/").content.decode()
    )
    assert (
        "/article-proposals/reviews/" in client.get("/article-proposals/").content.decode()
    )
    path = f"/article-proposals/reviews/{text.article_id}/{text.number}/"
    assert "Stecker" in client.get(path).content.decode()
    assert client.post(path, {"decision": "return"}).status_code == 200
    assert (
        client.post(path, {"decision": "return", "note": "Welcher Stecker?"}).status_code
        == 303
    )
    text.refresh_from_db()
    assert text.state == "draft"
    actions.send_in(text, by=vreni, at=at)
    answer = client.post(f"/api/v1/articles/{text.article_id}/revisions/{text.number}/approval", content_type="application/json")  # fmt: skip
    assert answer.status_code == 200
    assert client.get(path).status_code == 404  # it waits no more
