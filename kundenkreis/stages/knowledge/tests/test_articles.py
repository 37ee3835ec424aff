"""Writing, publishing, judging articles; what they mean to a case."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.cases import actions as cases
from kundenkreis.cases.events import CaseReopened
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import EventRow
from kundenkreis.search.queries import find
from kundenkreis.stages.knowledge import actions, queries, reactions, rules
from kundenkreis.stages.knowledge.models import Article, HelpfulnessVote
from kundenkreis.stages.knowledge.personal_data import KnowledgeData
from kundenkreis.stages.knowledge.stage import KnowledgeStage
from kundenkreis.stages.knowledge.tests.conftest import write


@pytest.mark.parametrize(
    ("helped", "tried", "bound"),
    [(2, 2, 0.3424), (46, 50, 0.8116), (100, 101, 0.946), (0, 0, 0.0), (0, 5, 0.0)],
)
def test_small_numbers_do_not_shine(helped, tried, bound):
    assert rules.wilson(helped, tried) == pytest.approx(bound, abs=5e-4)


def test_readers_see_the_published_revision_until_the_next_is(wifi, reto, mira, at):
    draft = actions.revise(wifi, title="Neu", body="Das Funkloch.", by=reto, at=at)
    assert queries.article_for_reader(wifi.pk).title == "WLAN verbindet sich nicht"
    article = actions.publish(draft, by=mira, at=at + timedelta(hours=1))
    assert (article.title, article.slug, draft.number) == ("Neu", "neu", 2)
    assert article.reviewed_at == at + timedelta(hours=1)
    assert find("Funkloch", language="de")[0].url == article.path
    assert not find("Passwort", language="de")


def test_only_the_team_writes_articles(wifi, vreni, at):
    for act in (
        lambda: actions.revise(wifi, title="x", body="y", by=vreni, at=at),
        lambda: actions.withdraw(wifi, by=vreni, at=at),
        lambda: actions.check(wifi, by=vreni, at=at),
        lambda: actions.write(title="x", body="y", language="de", by=vreni, at=at),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_article_says_something(alpenfon, at):
    for title, body in (("", "x"), ("x", " "), ("x" * 301, "x")):
        with pytest.raises(Invalid):
            write(title, body, at)
    assert not Article.objects.exists()
    assert write("!!!", "x", at).slug == "article"


def test_a_retired_article_is_neither_read_nor_found_until_restored(wifi, mira, at):
    for _ in range(2):
        actions.withdraw(wifi, by=mira, at=at)
    with pytest.raises(NotFound):
        queries.article_for_reader(wifi.pk)
    assert find("WLAN", language="de") == []
    for _ in range(2):
        actions.restore(wifi, by=mira, at=at)
    assert find("WLAN", language="de")


def test_one_voice_each_and_the_last_word_counts(wifi, vreni, at):
    actions.vote(wifi, helpful=False, why="zu kurz", by=vreni, at=at)
    actions.vote(wifi, helpful=True, by=vreni, at=at)
    actions.vote(wifi, helpful=False, reader="a" * 64, by=None, at=at)
    wifi.refresh_from_db()
    assert (wifi.helped, wifi.tried) == (1, 2)
    assert wifi.helpfulness == pytest.approx(rules.wilson(1, 2))
    with pytest.raises(Invalid, match="no_voter"):
        actions.vote(wifi, helpful=True, by=None, at=at)


def test_the_database_knows_a_voice_counts_once(wifi, vreni, at):
    actions.vote(wifi, helpful=True, by=vreni, at=at)
    row = "insert into kundenkreis_helpfulnessvote (brand_id, article_id, person_id, reader, helpful, why, at) values (%s, %s, %s, %s, true, '', now())"
    for person, reader in ((vreni.pk, ""), (vreni.pk, "x"), (None, "")):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(row, [wifi.brand_id, wifi.pk, person, reader])


def test_an_article_that_helped_solves_the_case(case, wifi, vreni, at):
    for _ in range(2):
        actions.helped(case, wifi, by=vreni, at=at)
    case.refresh_from_db()
    assert case.state == Case.State.SOLVED
    attempt = Attempt.objects.get()
    assert (attempt.stage, attempt.subject, attempt.state) == (
        "knowledge", f"article:{wifi.pk}", "solved",
    )  # fmt: skip
    wifi.refresh_from_db()
    assert (wifi.helped, wifi.tried) == (1, 1)


def test_an_article_that_did_not_help_is_kept_and_not_proposed_again(
    case, wifi, slow, vreni, at
):
    stage = KnowledgeStage()
    (first,) = stage.propose(case, at=at)
    assert first.title == "WLAN verbindet sich nicht"
    for _ in range(2):
        actions.did_not_help(case, wifi, why="Lampe rot", by=vreni, at=at)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.why) == ("failed", "Lampe rot")
    (second,) = stage.propose(case, at=at)
    assert second.title == "WLAN ist langsam"
    actions.did_not_help(case, slow, by=vreni, at=at)
    assert stage.propose(case, at=at) == []
    with pytest.raises(Refused, match="no_article"):
        stage.begin(case, by=vreni, at=at)


def test_a_failed_article_is_not_proposed_in_another_language(case, wifi, vreni, at):
    write("WLAN does not connect", "WLAN", at, language="en", family=wifi.family)
    actions.did_not_help(case, wifi, by=vreni, at=at)
    assert queries.best_article(case) is None


@pytest.mark.flow
def test_only_the_customer_says_that_it_helped(case, wifi, beat, at):
    with pytest.raises(NotAllowed):
        actions.helped(case, wifi, by=beat, at=at)
    assert Attempt.objects.count() == 0


def test_a_proposal_is_free_at_once_and_says_why(case, wifi, vreni, at):
    (proposal,) = KnowledgeStage().propose(case, at=at)
    assert (proposal.price, proposal.ready_in_minutes) == (None, 0)
    assert (proposal.solved, proposal.tried) == (0, 0)
    actions.vote(wifi, helpful=True, by=vreni, at=at)
    (proposal,) = KnowledgeStage().propose(case, at=at)
    assert (proposal.solved, proposal.tried) == (1, 1)
    assert len(proposal.reasons) == 3
    assert proposal.href == f"/cases/{case.pk}/articles/{wifi.pk}/"


def test_a_case_without_a_fitting_article_gets_none(vreni, wifi, at):
    case = cases.open_case(customer=vreni, text="Kartoffelsuppe", by=vreni, at=at)
    assert KnowledgeStage().propose(case, at=at) == []


def test_the_stage_begins_with_the_best_article_and_shows_it(case, wifi, vreni, at):
    stage = KnowledgeStage()
    attempt = stage.begin(case, by=vreni, at=at)
    panel = stage.panel(attempt, person=vreni, at=at)
    assert panel
    assert panel.values["article"] == wifi
    attempt.subject = f"article:{uuid4()}"
    assert stage.panel(attempt, person=vreni, at=at) is None
    attempt.subject = ""
    assert stage.panel(attempt, person=vreni, at=at) is None


def test_a_reopened_case_takes_its_praise_back(case, wifi, vreni, at):
    actions.helped(case, wifi, by=vreni, at=at)
    cases.reopen(case, by=vreni, at=at)
    row = EventRow.objects.get(name="case_reopened")
    for _ in range(2):
        reactions.count_again(CaseReopened(case=str(case.pk)), row=row)
    wifi.refresh_from_db()
    assert (wifi.helped, wifi.tried) == (0, 1)


def test_another_brand_sees_no_article(wifi, seeland, at):
    with scope.inside(seeland.pk):
        with pytest.raises(NotFound):
            queries.article_for_reader(wifi.pk)
        assert queries.find("WLAN", language="de") == []


def test_what_a_person_voted_is_hers_and_goes_with_her(wifi, vreni, reto, mira, at):
    actions.vote(wifi, helpful=False, why="zu kurz", by=vreni, at=at)
    actions.publish(
        actions.revise(wifi, title="Neu", body="x", by=reto, at=at), by=mira, at=at
    )
    plug = KnowledgeData()
    assert plug.export(vreni)["article_votes"][0]["why"] == "zu kurz"
    assert len(plug.export(reto)["article_revisions"]) == 1
    for person in (vreni, reto):
        plug.forget(person, at=at)
        assert not any(plug.export(person).values())
    assert not HelpfulnessVote.objects.exists()
    assert queries.article_for_reader(wifi.pk).title == "Neu"
