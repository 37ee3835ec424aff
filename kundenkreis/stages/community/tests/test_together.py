"""Many at the same moment: one solution, one solved case, one thanks."""

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, CaseTransition
from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.stages.community import actions
from kundenkreis.stages.community.models import Kudos, Question, Solution
from tests.cast import make_brand, make_person

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


@pytest.fixture
def scene(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, aylin = make_person("Vreni", at), make_person("Aylin", at, "member")
        case = cases.open_case(customer=vreni, text="WLAN langsam", by=vreni, at=at)
        yield committed_db, brand, vreni, aylin, case


def test_publishing_from_many_windows_makes_one_question(scene, at):
    database, brand, vreni, _aylin, case = scene

    def publish(_number):
        with scope.inside(brand.pk):
            return actions.publish(
                case, title="WLAN", body="WLAN", agreed=True, by=vreni, at=at
            ).pk

    assert len(set(database.together(8, publish))) == 1
    assert Question.objects.count() == Attempt.objects.count() == 1


def test_accepting_different_answers_at_once_solves_the_case_once(scene, at):
    database, brand, vreni, aylin, case = scene
    question = actions.publish(
        case, title="WLAN", body="WLAN", agreed=True, by=vreni, at=at
    )
    answers = [
        actions.answer(question, body=f"Nummer {number}", by=aylin, at=at)
        for number in range(16)
    ]

    def accept(number):
        with scope.inside(brand.pk):
            return actions.accept(answers[number], by=vreni, at=at)

    results = database.together(16, accept)
    assert sum(isinstance(each, Solution) for each in results) == 1
    assert {each.reason for each in results if isinstance(each, Refused)} == {
        "already_solved"
    }
    assert Solution.objects.count() == CaseTransition.objects.count() == 1
    assert Attempt.objects.get().state == "solved"


def test_thanks_from_many_windows_count_once(scene, at):
    database, brand, vreni, aylin, case = scene
    question = actions.publish(
        case, title="WLAN", body="WLAN", agreed=True, by=vreni, at=at
    )
    answer = actions.answer(question, body="Neu starten", by=aylin, at=at)

    def thank(_number):
        with scope.inside(brand.pk):
            return actions.thank(answer, by=vreni, at=at).pk

    assert len(set(database.together(16, thank))) == 1
    assert Kudos.objects.count() == 1
