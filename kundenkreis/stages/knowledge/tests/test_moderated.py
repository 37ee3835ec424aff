"""What moderation does to articles."""

from datetime import timedelta

import pytest

from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation import schedule
from kundenkreis.moderation.models import StatementOfReasons
from kundenkreis.moderation.queries import target_at, thing_for
from kundenkreis.search.queries import find
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.tests.conftest import send, signed_in
from tests.cast import make_person
from tests.kept import kept


@kept
def blog(alpenfon, vreni, mira, at) -> Article:
    text = actions.propose(
        title="Mein Router", body="Er blinkt.", language="de", kind="blog", by=vreni, at=at
    )
    return actions.publish(text, by=mira, at=at)


@pytest.fixture
def target(blog) -> str:
    return f"article:{blog.pk}"


@pytest.mark.flow
def test_a_reported_article_is_retired_told_to_its_author_and_shown_again(
    blog, target, vreni, beat, mira, at
):
    reader = signed_in(beat)
    assert f"/flags/article/{blog.pk}/" in reader.get(blog.path).content.decode()
    assert send(reader, f"/flags/article/{blog.pk}/", reason="rude").status_code == 303
    office = signed_in(mira)
    assert "Mein Router" in office.get("/moderation/").content.decode()
    page = office.get(f"/moderation/article/{blog.pk}/decision/").content.decode()
    assert 'value="hidden"' in page
    assert 'value="mended"' not in page
    moderation.hide(target, rule="rude", by=mira, at=at)
    assert StatementOfReasons.objects.get().author == vreni
    with pytest.raises(NotFound):
        queries.article_for_reader(blog.pk)
    with pytest.raises(NotFound):
        thing_for(target, reader=beat)
    moderation.restore(target, facts="Harmlos.", by=mira, at=at)
    assert queries.article_for_reader(blog.pk) == blog
    assert [hit.url for hit in find("Router blinkt", language="de")] == [blog.path]


def test_a_notice_finds_the_article_by_its_address(blog, target):
    assert target_at(f"https://alpenfon.localhost{blog.path}") == target
    assert target_at("https://alpenfon.localhost/articles/none/") == ""


@pytest.mark.flow
def test_what_the_team_approved_is_never_hidden_by_numbers(target, at):
    for number in range(5):
        reader = make_person(f"Melder {number}", at, "agent")
        moderation.flag(target, reason="spam", by=reader, at=at)
    assert not thing_for(target, reader=None).hidden_at


def test_words_of_articles_stay_even_when_removed_for_good(blog, target, mira, at):
    with pytest.raises(Refused, match="words_stay"):
        moderation.mend(target, text="Er leuchtet.", by=mira, at=at)
    moderation.remove(target, rule="rude", by=mira, at=at)
    schedule.due(at=at + timedelta(days=191))
    assert thing_for(target, reader=None).text == "Er blinkt."


def test_who_is_suspended_proposes_nothing(target, wifi, vreni, mira, at):
    moderation.suspend(target, days=7, rule="rude", by=mira, at=at)
    with pytest.raises(NotAllowed, match="suspended"):
        actions.propose(title="x", body="y", language="de", by=vreni, at=at)
    with pytest.raises(NotAllowed, match="suspended"):
        actions.propose_change(wifi, title="x", body="y", by=vreni, at=at)
