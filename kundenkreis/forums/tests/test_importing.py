"""An old forum comes along: once, whole, after a cut, in any size, with its addresses."""

import tracemalloc
from argparse import ArgumentParser
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Case
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.forums import actions, staging
from kundenkreis.forums.importer import DiscourseImporter, NodebbImporter, Report
from kundenkreis.forums.models import Imported
from kundenkreis.forums.personal_data import ForumsData
from kundenkreis.forums.tests import exports
from kundenkreis.forums.writing import LONGEST, in_markdown
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.search import queries as search
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Answer, Question, Solution


def take(path: Path, *more: str, kind: str = "discourse") -> Report:
    importer = DiscourseImporter() if kind == "discourse" else NodebbImporter()
    parser = ArgumentParser()
    importer.arguments(parser)
    return importer.run(parser.parse_args([str(path), "--brand", "alpenfon", *more]))


@pytest.mark.flow
@pytest.mark.parametrize("kind", ["dump.sql", "dump.sql.gz", "backup.tar.gz"])
def test_a_backup_of_discourse_becomes_questions(kind, alpenfon, tmp_path):
    path = exports.discourse(tmp_path, kind)
    report = take(path if kind != "dump.sql" else tmp_path, "--topic", "router=internet")
    assert (report.new, report.posts, len(report.skipped)) == (1, 3, 1)
    question = Question.objects.get()
    assert (question.title, question.topic, question.language) == ("Router blinkt rot", Topic.objects.get(slug="internet"), "de")  # fmt: skip
    assert "079" not in question.body
    assert question.author.nickname == "walter"
    assert question.asked_at.isoformat() == "2019-03-04T10:00:00.500000+00:00"
    first, second = question.answers.order_by("at")
    assert first.body.startswith("> > Innen")
    assert "> Er blinkt rot" in first.body
    assert first.body.endswith("warten. Bild")
    assert (first.role, second.role) == ("member", "asker")
    assert Solution.objects.get().answer == first
    assert not Person.objects.filter(name__contains="Geheim").exists()


@pytest.mark.flow
def test_nobody_is_written_to_and_nothing_is_measured(alpenfon, tmp_path):
    take(exports.discourse(tmp_path))
    assert not Notice.objects.exists()
    assert not Case.objects.exists()
    assert not EventRow.objects.exclude(name="person_joined").exists()
    assert [hit.title for hit in search.find("Router blinkt rot", language="de")] == ["Router blinkt rot"]  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("array", [False, True])
def test_an_export_of_nodebb_becomes_questions(array, alpenfon, tmp_path):
    report = take(exports.nodebb(tmp_path, array=array), kind="nodebb")
    assert (report.new, report.posts, report.skipped) == (1, 2, [])
    question = Question.objects.get()
    assert (question.title, question.author.email) == ("Kein Internet", "rosa@example.org")
    assert Solution.objects.get().answer.author.nickname == "Max"


def test_importing_twice_changes_nothing_and_keeps_what_was_changed_here(
    alpenfon, tmp_path
):
    path = exports.discourse(tmp_path)
    take(path)
    Question.objects.update(title="Hier geändert")
    Solution.objects.all().delete()
    before = list(Answer.objects.values().order_by("pk"))
    report = take(path)
    assert (report.new, report.changed, report.unchanged, report.posts) == (0, 0, 1, 0)
    assert Question.objects.get().title == "Hier geändert"
    assert list(Answer.objects.values().order_by("pk")) == before
    assert not Solution.objects.exists()


def test_a_later_export_brings_only_what_is_new(alpenfon, tmp_path):
    take(exports.discourse(tmp_path))
    line = "103\t1\t10\t3"
    more = "106\t2\t10\t5\tGern geschehen\t2019-03-07 10:00:00\t\\N\tf\t1\n"
    assert line in exports.DUMP
    report = take(exports.discourse(tmp_path, dump=exports.DUMP.replace(line, more + line)))
    assert (report.new, report.changed, report.posts) == (0, 1, 1)
    assert Answer.objects.count() == 3


def many(folder: Path, threads: int, size: int = 100) -> Path:
    """An export with so many threads of one post each."""
    path = folder / "dump.sql"
    with path.open("w") as file:
        file.write(
            "COPY public.posts (id, user_id, topic_id, post_number, raw, created_at) FROM stdin;\n"
        )
        for n in range(1, threads + 1):
            file.write(f"{n}\t1\t{n}\t1\t{'wort ' * (size // 5)}\t2019-03-04 10:00:00\n")
        file.write("\\.\n\nCOPY public.topics (id, title) FROM stdin;\n")
        for n in range(1, threads + 1):
            file.write(f"{n}\tThema {n}\n")
        file.write("\\.\n")
    return path


@pytest.mark.flow
def test_a_cut_in_the_middle_goes_on(alpenfon, tmp_path, monkeypatch):
    path, taken = many(tmp_path, 6), actions.take_thread

    def cut(thread, **more):
        if thread.id == 4:
            raise KeyboardInterrupt
        return taken(thread, **more)

    monkeypatch.setattr(actions, "take_thread", cut)
    with pytest.raises(KeyboardInterrupt):
        take(path)
    monkeypatch.setattr(actions, "take_thread", taken)
    assert Question.objects.count() == 3
    report = take(path)
    assert (report.new, report.unchanged) == (3, 3)
    assert Imported.objects.filter(kind="person").count() == 1


@pytest.mark.slow
def test_memory_holds_one_thread_and_not_the_export(tmp_path):
    path = many(tmp_path, 2000, size=10_000)
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    with staging.staged(DiscourseImporter.read(path)) as staged:
        assert sum(1 for _each in staged.threads()) == 2000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("old", "what"),
    [
        ("/t/router-blinkt-rot/10", "question"), ("/t/10", "question"), ("/t/x/10/1", "question"),
        ("/t/router-blinkt-rot/10/2", "answer"), ("/t/10/2", "answer"), ("/p/102", "answer"),
        ("/p/101", "question"), ("/t/x/10/99", "question"),
    ],
)  # fmt: skip
def test_old_addresses_lead_here(old, what, alpenfon, tmp_path):
    take(exports.discourse(tmp_path))
    question = Question.objects.get()
    answer = question.answers.order_by("at")[0]
    there = Client(headers={"host": "alpenfon.localhost"}).get(old)
    assert there.status_code == 301
    assert there["Location"] == (question.path if what == "question" else answer.path)


@pytest.mark.flow
def test_addresses_of_nodebb_and_of_nothing(alpenfon, seeland, tmp_path):
    take(exports.nodebb(tmp_path), kind="nodebb")
    here = Client(headers={"host": "alpenfon.localhost"})
    for old in (
        "/topic/7",
        "/topic/7/kein-internet",
        "/topic/7/kein-internet/2",
        "/post/22",
    ):
        assert here.get(old).status_code == 301
    for old in ("/topic/8", "/post/999", "/t/7", "/p/22"):
        assert here.get(old).status_code == 404
    assert Client(headers={"host": "seeland.localhost"}).get("/topic/7").status_code == 404


@pytest.mark.flow
def test_members_keep_their_account_and_the_erased_stay_erased(
    alpenfon, beat, tmp_path, at
):
    beat.email = "toni@example.org"
    beat.save()
    path = exports.discourse(tmp_path)
    take(path)
    assert Answer.objects.filter(author=beat).count() == 1
    walter = Person.objects.get(email="walter@example.org")
    assert ForumsData().export(walter)["old_forum_numbers"][0]["old"] == 1
    people.erase(walter, by=walter, at=at)
    Question.objects.all().delete()
    take(path)
    assert not Person.objects.filter(email="walter@example.org").exists()
    assert Question.objects.get().author == walter


@pytest.mark.flow
def test_an_imported_question_lives_on(alpenfon, tmp_path, jonas, mira, at):
    take(exports.discourse(tmp_path))
    question = Question.objects.get()
    asker = question.author
    community.unaccept(question, by=asker, at=at)
    row = community.answer(question, body="Oder neu starten", by=jonas, at=at)
    assert community.accept(row, by=asker, at=at).confirmed_at
    community.edit(question, title="Router", body="Blinkt", by=asker, at=at)
    assert Client(headers={"host": "alpenfon.localhost"}).get(Question.objects.get().path).status_code == 200  # fmt: skip
    community.withdraw(question, by=asker, at=at)
    assert Question.objects.get().hidden_at


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("[quote=x]a[/quote]b", "> a\n\nb"),
        ("[QUOTE]a\nb[/QUOTE]", "> a\n> b"),
        ("[/quote][/quote]x", "x"),
        ("[quote]" * 500 + "tief" + "[/quote]" * 500 + "oben", "oben"),
        ("![alt](http://tracker/x.gif)", "alt"),
    ],
)
def test_old_markup_becomes_markdown(raw, text):
    assert in_markdown(raw) == text


def test_an_endless_post_ends():
    assert len(in_markdown("wort " * 1_000_000)) <= LONGEST


@pytest.mark.parametrize("kind", ["discourse", "nodebb"])
def test_what_is_no_export_is_refused_in_words(kind, alpenfon, tmp_path):
    (tmp_path / "x.json").write_text("das ist kein JSON\n")
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(Invalid):
            take(path, kind=kind)
    with pytest.raises(NotFound):
        take(exports.discourse(tmp_path), "--topic", "router=nothing")


LAWS = {
    "imported_once_from_forum": "insert into kundenkreis_imported (brand_id, source, kind, old, place, question_id, at) select brand_id, source, kind, old, place, question_id, at from kundenkreis_imported where kind = 'thread'",
    "imported_as_what_it_is": "update kundenkreis_imported set person_id = (select id from kundenkreis_person limit 1)",
    "imported_question_of_same_brand": "update kundenkreis_imported set brand_id = (select max(id) from kundenkreis_brand) where kind = 'thread'; set constraints all immediate",
    "imported_answer_of_same_brand": "update kundenkreis_imported i set brand_id = (select max(id) from kundenkreis_brand), question_id = (select id from kundenkreis_question where brand_id = (select max(id) from kundenkreis_brand)) where answer_id is not null; set constraints all immediate",
}  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("law", LAWS)
def test_the_database_keeps_what_was_taken(law, alpenfon, seeland, kai, tmp_path, at):
    take(exports.discourse(tmp_path))
    with scope.inside(seeland.pk):
        community.ask(title="Strom", body="Kein Strom", agreed=True, by=kai, at=at)
    with (
        pytest.raises(IntegrityError, match=law),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(LAWS[law])
