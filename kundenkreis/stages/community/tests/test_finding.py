"""Questions are found, only public ones, and a solved one is proposed for a like case."""

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.moderation import actions as moderation
from kundenkreis.search import actions as search
from kundenkreis.search.models import Document
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.community.stage import CommunityStage
from kundenkreis.stages.community.tests.test_telling import tell

stage = CommunityStage()


def index(at):
    tell()
    search.recount(by=None, at=at)


def found(words: str) -> list[str]:
    return queries.find(words, language="de")


@pytest.mark.flow
def test_a_question_is_found_while_it_is_public(question, answer, vreni, mira, at):
    index(at)
    assert found("WLAN langsam") == [str(question.pk)]
    assert found("Router 10 Sekunden ausstecken") == [str(question.pk)]
    assert found("Kaffeemaschine entkalken") == []
    assert "079" not in Document.objects.get().body
    moderation.hide(f"answer:{answer.pk}", rule="spam", facts="Werbung", by=mira, at=at)
    tell()
    assert "Sekunden" not in Document.objects.get().body
    actions.withdraw(question, by=vreni, at=at)
    tell()
    assert not Document.objects.exists()


@pytest.mark.slow
def test_solved_questions_come_first(question, answer, vreni, beat, at):
    other = actions.ask(
        title="WLAN langsam", body=question.body, agreed=True, by=beat, at=at
    )
    actions.answer(
        other, body="Stecken Sie den Router **10 Sekunden** aus.", by=vreni, at=at
    )
    for row in (answer, *other.answers.all()):
        actions.accept(row, by=row.question.author, at=at)
        index(at)
        assert found("WLAN langsam")[0] == str(row.question.pk)
        actions.unaccept(row.question, by=row.question.author, at=at)


@pytest.mark.slow
def test_a_like_case_is_offered_the_solved_question_until_it_did_not_help(
    question, answer, vreni, beat, at
):
    index(at)
    own = cases.open_case(customer=beat, text="Mein WLAN ist langsam", by=beat, at=at)
    assert len(stage.propose(own, at=at)) == 1
    actions.accept(answer, by=vreni, at=at)
    index(at)
    solved, ask = stage.propose(own, at=at)
    assert solved.title.endswith(question.title)
    assert solved.href == f"{question.path}?case={own.pk}"
    assert (solved.ready_in_minutes, solved.solved, solved.tried) == (0, 1, 1)
    assert ask.href == f"{own.path}question/"
    assert [each.href for each in stage.propose(question.case, at=at)] == []
    actions.judge(question, case=own, helped=False, by=beat, at=at)
    assert [each.href for each in stage.propose(own, at=at)] == [f"{own.path}question/"]


@pytest.mark.slow
def test_readers_see_solved_questions_like_theirs(question, answer, vreni, beat, at):
    other = actions.ask(
        title="WLAN langsam am Abend", body="Wie?", agreed=True, by=beat, at=at
    )
    actions.accept(answer, by=vreni, at=at)
    index(at)
    assert queries.similar_questions(other) == [question]
    assert queries.similar_questions(question) == []
    assert Question.objects.count() == 2
