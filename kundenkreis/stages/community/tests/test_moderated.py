"""What moderation does to questions and answers."""

import pytest

from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.moderation import actions as moderation
from kundenkreis.moderation.queries import thing_for
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Solution, TextRevision
from kundenkreis.stages.community.moderated import AnswerText, QuestionText

FACTS = "Falscher Rat."


def test_a_hidden_answer_is_for_its_author_only(answer, aylin, beat, mira, at):
    moderation.hide(f"answer:{answer.pk}", rule="rude", facts=FACTS, by=mira, at=at)
    with pytest.raises(NotFound):
        queries.answer_for(beat, answer.pk)
    assert queries.answer_for(aylin, answer.pk) == answer


@pytest.mark.flow
def test_a_hidden_answer_solves_nothing_but_the_case_stays(answer, case, vreni, mira, at):
    actions.accept(answer, by=vreni, at=at)
    moderation.hide(f"answer:{answer.pk}", rule="dangerous", facts=FACTS, by=mira, at=at)
    assert not Solution.objects.exists()
    case.refresh_from_db()
    assert case.state == "solved"
    with pytest.raises(Refused, match="hidden"):
        actions.accept(answer, by=vreni, at=at)


def test_what_the_asker_took_back_no_moderator_shows_again(question, vreni, mira, at):
    actions.withdraw(question, by=vreni, at=at)
    with pytest.raises(Refused, match="not_hidden"):
        moderation.restore(f"question:{question.pk}", facts=FACTS, by=mira, at=at)


def test_nobody_reports_below_a_hidden_question(question, answer, beat, mira, at):
    moderation.hide(f"question:{question.pk}", rule="rude", facts=FACTS, by=mira, at=at)
    for target in (f"question:{question.pk}", f"answer:{answer.pk}"):
        with pytest.raises(NotFound):
            thing_for(target, reader=beat)
        assert thing_for(target, reader=None)


@pytest.mark.parametrize("plug", [QuestionText(), AnswerText()], ids=lambda plug: plug.kind)
def test_a_mended_text_keeps_nothing_of_what_it_said(plug, question, answer, mira, at):
    row = question if plug.kind == "question" else answer
    actions.edit(row, body="Vreni wohnt im dritten Stock", by=row.author, at=at)
    plug.mend(str(row.pk), text="Sie wohnt dort", by=mira, at=at)
    row.refresh_from_db()
    assert row.body == "Sie wohnt dort"
    assert not TextRevision.objects.exists()
