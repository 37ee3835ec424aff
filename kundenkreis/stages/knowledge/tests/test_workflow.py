"""The way of a text to its readers: who may take which step, what the database holds, what the clock does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.search.queries import find
from kundenkreis.stages.knowledge import actions, queries, rules, schedule
from kundenkreis.stages.knowledge.models import Article, ArticleRevision, RevisionStep
from kundenkreis.stages.knowledge.tests.conftest import write
from tests.cast import make_brand, make_person
from tests.kept import kept


@kept
def draft(wifi, reto, at) -> ArticleRevision:
    """Reto's next text of Vreni's article."""
    return actions.revise(wifi, title="WLAN", body="Neu.", by=reto, at=at)


def two_people(mira, at):
    actions.set_article_rules(four_eyes=True, review_days=100, warn_days=10, reason="Test", by=mira, at=at)  # fmt: skip


def told(kind):
    for row in EventRow.objects.order_by("id"):
        react(row.pk)
    return list(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def states(article):
    return list(article.revisions.order_by("number").values_list("state", flat=True))


@pytest.mark.flow
def test_the_whole_way_in_dated_steps(draft, wifi, reto, mira, at):
    actions.send_in(draft, by=reto, at=at)
    actions.send_back(draft, note="Bitte kürzer.", by=mira, at=at)
    actions.send_in(draft, by=reto, at=at)
    actions.approve(draft, by=mira, at=at)
    assert states(wifi) == ["published", "approved"]
    actions.publish(draft, by=mira, at=at + timedelta(hours=1))
    assert states(wifi) == ["expired", "published"]
    steps = queries.steps_of(draft)
    assert [(step.seq, step.name, str(step.by)) for step in steps] == [
        (1, "write", "Reto"), (2, "send", "Reto"), (3, "return", "Mira"), (4, "send", "Reto"),
        (5, "approve", "Mira"), (6, "publish", "Mira"),
    ]  # fmt: skip
    assert [step.name for step in queries.steps_of(wifi.revisions.get(number=1))][-1] == "replace"  # fmt: skip
    assert told("revision_sent") == ["Mira", "Mira"]
    assert told("revision_returned") == ["Reto"]
    assert told("revision_published") == ["Reto"]
    assert find("Neu", language="de")[0].id == wifi.pk


def test_a_draft_sent_back_can_be_sent_again_only_in_order(draft, reto, mira, at):
    for act in (
        lambda: actions.approve(draft, by=mira, at=at),
        lambda: actions.send_back(draft, note="x", by=mira, at=at),
    ):
        with pytest.raises(Refused, match="wrong_state"):
            act()
    actions.publish(draft, by=mira, at=at)
    with pytest.raises(Refused, match="wrong_state"):
        actions.publish(draft, by=mira, at=at)
    with pytest.raises(Refused, match="wrong_state"):
        actions.send_in(draft, by=reto, at=at)


def test_the_team_writes_and_editors_decide(draft, wifi, reto, vreni, at):
    actions.send_in(draft, by=reto, at=at)
    for act in (
        lambda: actions.approve(draft, by=reto, at=at),
        lambda: actions.publish(draft, by=reto, at=at),
        lambda: actions.send_back(draft, note="x", by=reto, at=at),
        lambda: actions.withdraw(wifi, by=reto, at=at),
        lambda: actions.restore(wifi, by=reto, at=at),
        lambda: actions.send_in(draft, by=vreni, at=at),
        lambda: actions.file_under(wifi, topic=None, by=vreni, at=at),
        lambda: actions.draft(title="x", body="y", language="de", by=vreni, at=at),
        lambda: actions.set_article_rules(four_eyes=True, review_days=9, warn_days=9, reason="x", by=reto, at=at),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


def test_where_two_people_are_wanted_nobody_approves_her_own(draft, wifi, reto, mira, at):
    two_people(mira, at)
    own = actions.revise(wifi, title="x", body="y", by=mira, at=at)
    for act in (actions.publish, actions.approve):
        with pytest.raises(NotAllowed, match="four_eyes"):
            act(own, by=mira, at=at)
    actions.publish(draft, by=mira, at=at)
    assert states(write("Import", "Text", at)) == ["published"]


def attacked(law, statement, *values):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        refused(statement, values)
    cause: Any = caught.value.__cause__
    assert cause.diag.constraint_name == law


def refused(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


STEP = "insert into kundenkreis_revisionstep (revision_id, brand_id, seq, name, from_state, to_state, at, by_id, note) select id, brand_id, %s, %s, %s, %s, now(), %s, 'x' from kundenkreis_articlerevision where id = %s"
TEXT = "update kundenkreis_articlerevision set {} where id = %s"


def test_the_database_knows_the_way(draft, wifi, reto, mira, at):
    pk = draft.pk
    attacked("revision_step_allowed", STEP, 2, "publish", "draft", "published", None, pk)
    attacked("revision_steps_unbroken", STEP, 2, "approve", "in_review", "approved", None, pk)  # fmt: skip
    attacked("revision_steps_begin", STEP, 2, "write", "-", "draft", None, pk)
    attacked("revision_step_number", STEP, 1, "write", "-", "draft", None, pk)
    attacked("returned_with_a_word", STEP.replace("'x'", "''"), 2, "return", "in_review", "draft", None, pk)  # fmt: skip
    attacked("revision_follows_steps", TEXT.format("state = 'approved'"), pk)
    attacked("one_published_revision", TEXT.format("state = 'published'"), pk)
    for change in ("body = 'x'", "title = 'x'", "number = 9", f"drafted_by_id = '{mira.pk}'", "seq = 0"):  # fmt: skip
        attacked("article_text_stays", TEXT.format(change), pk)
    attacked("append_only", "delete from kundenkreis_revisionstep")
    article = "update kundenkreis_article set {} where id = %s"
    attacked("article_shows_published", article.format("withdrawn_at = now()"), wifi.pk)
    attacked("article_shows_published", article.format("published_revision_id = null"), wifi.pk)  # fmt: skip
    attacked("successor_is_another", article.format("successor_id = id"), wifi.pk)
    other = actions.draft(title="Anderes", body="x", language="de", by=reto, at=at)
    attacked("shows_own_revision", article.format(f"published_revision_id = {pk}"), other.article_id)  # fmt: skip
    attacked("base_of_same_article", TEXT.format(f"base_id = {other.pk}"), pk)  # fmt: skip
    attacked("article_rules_days", "insert into kundenkreis_articlerules (brand_id, four_eyes, review_days, warn_days) values (%s, true, 1, 1)", wifi.brand_id)  # fmt: skip
    two_people(mira, at)
    actions.send_in(draft, by=reto, at=at)
    for by in (reto.pk, None):
        attacked("approved_by_another", STEP, 3, "approve", "in_review", "approved", by, pk)
    attacked("article_rules_once", "insert into kundenkreis_articlerules (brand_id, four_eyes, review_days, warn_days) select brand_id, four_eyes, review_days, warn_days from kundenkreis_articlerules")  # fmt: skip


def test_what_belongs_together_is_of_one_brand(draft, wifi, seeland, at):
    with scope.inside(seeland.pk):
        other = write("Strom", "Text", at)
        with pytest.raises(NotFound):
            queries.article_for_editor(wifi.pk)
    theirs = f"insert into kundenkreis_articlerevision (id, brand_id, article_id, number, title, summary, body, state, seq, drafted_at) overriding system value values (-1, {seeland.pk}, '{wifi.pk}', 9, 'x', '', 'x', 'draft', 1, now())"
    step = f"insert into kundenkreis_revisionstep (revision_id, brand_id, seq, name, from_state, to_state, at, note) values (-1, {seeland.pk}, 1, 'write', '-', 'draft', now(), '')"
    attacked("revision_of_same_brand", f"{theirs}; {step}")
    attacked("successor_of_same_brand", f"update kundenkreis_article set successor_id = '{other.pk}' where id = %s", wifi.pk)  # fmt: skip
    attacked("revision_step_of_same_brand", STEP.replace("select id, brand_id", f"select id, {seeland.pk}"), 2, "send", "draft", "in_review", None, draft.pk)  # fmt: skip


def test_rules_and_database_know_the_same_steps(db):
    with connection.cursor() as cursor:
        cursor.execute("select name, from_state, to_state from kundenkreis_revisiontransition")  # fmt: skip
        assert set(cursor.fetchall()) == set(rules.TRANSITIONS)
    assert rules.way_to_readers("draft") == ["send", "approve", "publish"]
    assert rules.way_to_readers("expired") == ["publish"]


def test_who_saves_second_is_told_and_loses_nothing(wifi, reto, mira, at):
    actions.revise(wifi, title="A", body="Von Reto.", seen=1, base=1, by=reto, at=at)
    with pytest.raises(Refused, match="changed_meanwhile"):
        actions.revise(wifi, title="B", body="Von Mira.", seen=1, by=mira, at=at)
    mine = actions.revise(wifi, title="B", body="Von Mira.", seen=2, base=2, by=mira, at=at)
    assert mine.base
    assert (mine.number, mine.base.number) == (3, 2)


@pytest.mark.slow
def test_two_editors_at_the_same_moment_lose_nothing(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        mira = make_person("Mira", at, "manager")
        article = write("WLAN", "Text", at)

    def act(number: int) -> object:
        with scope.inside(brand.pk):
            return actions.revise(article, title=f"{number}", body="x", seen=1, by=mira, at=at)  # fmt: skip

    results = committed_db.together(6, act)
    assert sum(isinstance(each, ArticleRevision) for each in results) == 1
    assert sum(isinstance(each, Refused) for each in results) == 5
    with scope.inside(brand.pk):
        assert article.revisions.count() == 2

    def publish(number: int) -> object:
        with scope.inside(brand.pk):
            return actions.publish(article.revisions.get(number=2), by=mira, at=at)

    results = committed_db.together(6, publish)
    assert sum(isinstance(each, Article) for each in results) == 1
    with scope.inside(brand.pk):
        assert states(article) == ["expired", "published"]


@pytest.mark.flow
def test_editors_are_told_once_before_an_article_ends(wifi, slow, mira, reto, at):
    schedule.due(at=at + timedelta(days=334))
    assert told("reviews_due") == []
    for days in (336, 337):
        schedule.due(at=at + timedelta(days=days))
    assert told("reviews_due") == ["Mira"]
    assert queries.how_many_wait(at=at + timedelta(days=336))["due"] == 2
    actions.check(wifi, by=reto, at=at + timedelta(days=340))
    schedule.due(at=at + timedelta(days=366))
    assert [article.pk for article in Article.objects.readable()] == [wifi.pk]
    assert [hit.id for hit in find("WLAN", language="de")] == [wifi.pk]
    assert told("articles_expired") == ["Mira"]
    assert queries.steps_of(slow.revisions.get())[-1].name == "expire"


def test_what_expired_is_read_again_once_an_editor_checked_it(wifi, reto, mira, at):
    later = at + timedelta(days=366)
    schedule.due(at=later)
    with pytest.raises(NotAllowed):
        actions.check(wifi, by=reto, at=later)
    actions.check(wifi, by=mira, at=later)
    assert queries.article_for_reader(wifi.pk).review_due == later + timedelta(days=365)
    assert find("WLAN", language="de")


def test_a_retired_article_leads_to_its_successor(wifi, slow, mira, at):
    third = write("WLAN im Garten", "Text", at)
    with pytest.raises(Invalid, match="same_article"):
        actions.withdraw(wifi, successor=wifi, by=mira, at=at)
    actions.withdraw(wifi, successor=slow, by=mira, at=at)
    assert queries.article_or_successor(wifi.pk) == slow
    actions.withdraw(slow, successor=third, by=mira, at=at)
    assert queries.article_or_successor(wifi.pk) == third
    actions.withdraw(third, successor=wifi, by=mira, at=at)
    with pytest.raises(NotFound):
        queries.article_or_successor(wifi.pk)
    with pytest.raises(Refused, match="no_text"):
        actions.check(wifi, by=mira, at=at)


def test_an_article_without_a_text_is_not_restored(mira, at):
    made = actions.draft(title="Neu", body="x", language="de", by=mira, at=at)
    with pytest.raises(Refused, match="no_text"):
        actions.check(made.article, by=mira, at=at)
    actions.withdraw(made.article, by=mira, at=at)
    with pytest.raises(Refused, match="no_text"):
        actions.restore(made.article, by=mira, at=at)
    with pytest.raises(Invalid, match="unknown_language"):
        actions.draft(title="Neu", body="x", language="xx", by=mira, at=at)


def test_an_earlier_text_is_taken_up_as_a_new_draft(draft, wifi, reto, mira, at):
    actions.publish(draft, by=mira, at=at)
    first = queries.revision_of(wifi, 1)
    again = actions.take_up(first, by=reto, at=at)
    assert (again.number, again.body, again.base, again.state) == (3, first.body, first, "draft")  # fmt: skip


def test_helps_least_stands_first(wifi, slow, vreni, at):
    for article, helped, tried in ((wifi, 1, 20), (slow, 0, 1)):
        Article.objects.filter(pk=article.pk).update(
            helped=helped, tried=tried, at_best=rules.at_best(helped, tried)
        )
    write("Nie beurteilt", "x", at)
    page = queries.editors_list("worst", number=None, at=at)
    assert [article.pk for article in page] == [wifi.pk, slow.pk]
    assert rules.at_best(0, 0) == 1.0


@pytest.mark.flow
@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Z" + "\u0301" * 400, "x" * 100_000),
        ("Рауpаl lоgin", "```\n" + "> " * 5_000),
        ("\u202egnp.exe", "|" * 3_000 + "\n" + "[" * 3_000),
    ],
)
def test_strange_texts_are_kept_tidy_and_shown_safely(draft, reto, at, title, body):
    made = actions.draft(title=title, body=body, language="de", by=reto, at=at)
    assert "\u0301\u0301\u0301\u0301" not in made.title
    assert "\u202e" not in made.title
    assert "<script" not in queries.plain(made.body)
    with pytest.raises(Invalid, match="too_long"):
        actions.draft(title="x", body="x" * 200_001, language="de", by=reto, at=at)
    assert RevisionStep.objects.filter(revision=made).count() == 1
