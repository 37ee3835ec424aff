"""What people hear, what the community does when a case moves, what it keeps and forgets."""

from datetime import timedelta

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.moderation import actions as moderation
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.stages.community import actions
from kundenkreis.stages.community.models import Answer, Follow, Question, Solution
from kundenkreis.stages.community.personal_data import CommunityData


def tell() -> None:
    """Let all reactions run, twice, as they may."""
    for _again in range(2):
        for pk in EventRow.objects.order_by("pk").values_list("pk", flat=True):
            react(event_id=pk)


def heard(person) -> list[str]:
    kinds = Notice.objects.filter(person=person).order_by("at", "kind")
    return [
        kind for kind in kinds.values_list("kind", flat=True) if not kind.startswith("case")
    ]


@pytest.mark.flow
def test_the_asker_gets_the_answer_and_one_link_to_accept(
    question, answer, vreni, jonas, at
):
    actions.follow(question, by=jonas, at=at)
    tell()
    notice = Notice.objects.get(person=vreni, kind="question_answered")
    assert "10 Sekunden" in notice.values["text"]
    assert notice.path == f"/answers/{answer.pk}/solution/"
    assert heard(jonas) == ["question_news"]


@pytest.mark.flow
def test_a_solution_thanks_its_author_and_reaches_all_with_the_same_problem(
    question, answer, vreni, aylin, jonas, beat, at
):
    actions.follow(question, by=jonas, at=at)
    actions.say_same_here(question, by=jonas, at=at)
    actions.say_same_here(question, by=beat, at=at)
    actions.accept(answer, by=vreni, at=at + timedelta(hours=1))
    tell()
    assert heard(aylin) == ["answer_accepted", "badge_given"]
    assert heard(jonas) == ["question_news", "question_solved"]
    assert heard(beat) == ["question_solved"]


@pytest.mark.slow
def test_the_author_of_a_hidden_text_hears_rule_and_reason(answer, aylin, mira, at):
    moderation.hide(
        f"answer:{answer.pk}",
        rule="rude",
        facts="Bitte freundlich bleiben.",
        by=mira,
        at=at,
    )
    tell()
    notice = Notice.objects.get(person=aylin)
    assert notice.kind == "text_hidden"
    assert notice.values["facts"] == "Bitte freundlich bleiben."
    moderation.restore(f"answer:{answer.pk}", facts="Es war ein Zitat.", by=mira, at=at)
    tell()
    assert set(heard(aylin)) == {"text_hidden", "text_restored"}


@pytest.mark.flow
def test_nobody_hears_of_their_own_answer(question, vreni, at):
    own = actions.answer(question, body="Es war das Kabel", by=vreni, at=at)
    actions.accept(own, by=vreni, at=at)
    tell()
    assert heard(vreni) == []


@pytest.mark.flow
def test_a_withdrawn_case_takes_no_more_answers_until_it_opens_again(
    question, case, vreni, at
):
    cases.withdraw(case, by=vreni, at=at)
    tell()
    question.refresh_from_db()
    assert not question.takes_answers
    cases.reopen(case, by=vreni, at=at + timedelta(hours=1))
    tell()
    question.refresh_from_db()
    assert question.takes_answers


@pytest.mark.slow
def test_a_case_reopened_on_its_page_takes_its_solution_back(answer, case, vreni, at):
    actions.accept(answer, by=vreni, at=at)
    cases.reopen(case, by=vreni, at=at + timedelta(hours=1))
    tell()
    assert not Solution.objects.exists()
    assert [each.state for each in case.attempts.all()] == ["failed", "open"]


@pytest.mark.slow
def test_old_news_of_a_reopening_leaves_a_newer_solution_alone(
    answer, case, question, vreni, at
):
    actions.accept(answer, by=vreni, at=at)
    actions.unaccept(question, by=vreni, at=at + timedelta(minutes=1))
    actions.accept(answer, by=vreni, at=at + timedelta(minutes=2))
    tell()
    assert Solution.objects.get().answer == answer


@pytest.mark.flow
def test_all_about_a_person_is_told_and_what_helps_others_stays(
    question, answer, vreni, aylin, at
):
    actions.follow(question, by=aylin, at=at)
    actions.thank(answer, by=vreni, at=at)
    told = CommunityData().export(aylin)
    assert [len(told[what]) for what in ("answers", "follows", "questions")] == [1, 1, 0]
    aylin.name = "Aylin Yildiz"
    aylin.save()
    Answer.objects.update(body="Fragt Aylin Yildiz. Router neu starten.")
    people.erase(aylin, by=aylin, at=at)
    assert Answer.objects.get().body.endswith("Router neu starten.")
    assert "Yildiz" not in Answer.objects.get().body
    assert not Follow.objects.exists()
    people.erase(vreni, by=vreni, at=at)
    assert Question.objects.get().title == "WLAN langsam"


@pytest.mark.parametrize(
    "kind", ["question_answered", "answer_accepted", "question_solved"]
)
def test_notices_can_be_written(kind):
    from kundenkreis.notifications import sentences

    written = sentences.write(
        kind, {"title": "WLAN", "author": "Funkerin", "text": "{x} %s"}
    )
    assert "WLAN" in written.subject
