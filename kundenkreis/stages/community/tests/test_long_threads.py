"""Very many answers stand on pages: what helped first, and a link to one answer leads to its page. Like is what shares more than a word."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Answer, Kudos
from kundenkreis.stages.community.queries.likeness import enough
from kundenkreis.stages.community.tests.test_telling import tell

HOST = {"host": "alpenfon.localhost", "accept-language": "en"}
# Of a page for nobody in particular, long or short: see the test.
LONG, SHORT = 10, 8


@pytest.fixture
def long(question, aylin, jonas, vreni, beat, at) -> list[Answer]:
    """Forty-five answers; the thirtieth solved it, the fortieth has most thanks."""
    rows = Answer.objects.bulk_create(
        Answer(question=question, author=aylin, role="member", body=f"Rat Nummer {n}.", at=at + timedelta(minutes=n))
        for n in range(45)
    )  # fmt: skip
    Kudos.objects.create(answer=rows[39], giver=beat, at=at)
    Kudos.objects.create(answer=rows[39], giver=jonas, at=at)
    actions.accept(rows[29], by=vreni, at=at + timedelta(hours=2))
    return rows


def shown(path: str) -> list[int]:
    answer = Client(headers=HOST).get(path, follow=True)
    assert answer.status_code == 200
    return [int(part.split(".")[0]) for part in answer.text.split("Rat Nummer ")[1:]]


@pytest.mark.flow
def test_what_helped_comes_first_then_the_others_by_page(long, question):
    first, second, third = (shown(f"{question.path}?page={page}") for page in (1, 2, 3))
    assert first[:4] == [29, 39, 0, 1]
    assert (len(first), len(second), len(third)) == (20, 20, 5)
    assert sorted(first + second + third) == list(range(45))
    assert "45 answers" in Client(headers=HOST).get(question.path).text
    assert shown(f"{question.path}?page=99") == third


@pytest.mark.flow
def test_a_link_to_one_answer_leads_to_its_page(long, question):
    for number in (0, 25, 44):
        path = long[number].path
        assert path.endswith(f"#answer-{long[number].pk}")
        assert number in shown(path.partition("#")[0])
        # Also where the title has changed since, and its address with it.
        assert number in shown(f"/questions/{question.pk}/?answer={long[number].pk}")
    assert shown(f"{question.path}?answer={uuid4()}")[0] == 29


@pytest.mark.flow
def test_a_long_page_asks_a_fixed_number_of_queries(long, question):
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert Client(headers=HOST).get(path).status_code == 200
        return len(found)

    assert count(question.path) == count(f"{question.path}?page=3") == LONG
    Answer.objects.filter(pk__in=[row.pk for row in long[:29] + long[30:]]).delete()
    assert count(question.path) == SHORT


@pytest.mark.parametrize(
    ("shared", "asked", "alike"),
    [
        (0, 0, False), (1, 1, True), (1, 2, False), (2, 2, True), (1, 3, False), (2, 3, True), (2, 4, False),
        (3, 5, True), (4, 60, True), (3, 60, False),
    ],
)  # fmt: skip
def test_alike_is_what_shares_more_than_half_of_few_words_or_four_of_many(shared, asked, alike):  # fmt: skip
    assert enough(shared, asked) is alike


@pytest.mark.flow
def test_rather_no_question_than_one_that_shares_a_word(question, vreni, at):
    actions.ask(title="Drucker druckt nur noch rosa", body="Seit gestern.", agreed=True, by=vreni, at=at)  # fmt: skip
    tell()
    assert len(queries.find("Drucker rosa", language="de")) == 1
    alike = [row.title for row in queries.similar_to("Der Drucker druckt leer", language="de")]  # fmt: skip
    assert alike == ["Drucker druckt nur noch rosa"]
    for text in ("Seit gestern klemmt die Garage", "Wo kaufe ich einen Drucker für Fotos?", "und nicht"):  # fmt: skip
        assert queries.similar_to(text, language="de") == []
