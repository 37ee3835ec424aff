"""Many at the same moment: one decision, one claim, every report counted."""

import pytest

from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.moderation import actions
from kundenkreis.moderation.models import Flag, QueueItem, StatementOfReasons
from kundenkreis.stages.community import actions as community
from tests.cast import make_brand, make_person

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


@pytest.fixture
def scene(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, aylin = make_person("Vreni", at), make_person("Aylin", at, "member")
        question = community.ask(title="WLAN", body="Langsam", agreed=True, by=vreni, at=at)
        answer = community.answer(question, body="Kauft hier", by=aylin, at=at)
        yield committed_db, brand, f"answer:{answer.pk}"


def test_two_moderators_decide_at_once_and_one_of_them_does(scene, at):
    database, brand, target = scene
    judges = [make_person(f"Mod{number}", at, "moderator") for number in range(2)]
    reader = make_person("Leserin", at)
    actions.flag(target, reason="spam", by=reader, at=at)

    def decide(number):
        with scope.inside(brand.pk):
            if number % 2:
                return actions.claim(target, by=judges[1], at=at)
            return actions.hide(target, rule="spam", by=judges[0], at=at)

    results = database.together(8, decide)
    trouble = [each for each in results if isinstance(each, Exception)]
    assert all(isinstance(each, Refused) and each.reason == "claimed" for each in trouble)
    assert StatementOfReasons.objects.count() <= 1
    actions.hide(target, rule="spam", by=judges[1], at=at)
    assert StatementOfReasons.objects.count() == 1


def test_fifty_reporters_at_once_are_counted_and_hide_it_once(scene, at):
    database, brand, target = scene
    readers = [make_person(f"Leser{number}", at, "member") for number in range(50)]

    def flag(number):
        with scope.inside(brand.pk):
            return actions.flag(target, reason="spam", by=readers[number], at=at)

    results = database.together(50, flag)
    assert [each for each in results if isinstance(each, Exception)] == []
    item = QueueItem.objects.get()
    assert (Flag.objects.count(), item.score) == (50, 100.0)
    outcomes = StatementOfReasons.objects.order_by("outcome").values_list(
        "outcome", flat=True
    )
    assert list(outcomes) == ["hidden"]
