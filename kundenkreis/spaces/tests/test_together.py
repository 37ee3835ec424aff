"""Many at once: who is taken out while she writes wrote before, or not at all."""

import pytest
from django.db import IntegrityError

from kundenkreis.core import scope
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.spaces import actions, queries
from kundenkreis.spaces.models import SpaceAnswer, SpaceMember
from tests.cast import make_brand, make_person

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        vreni, beat = make_person("Vreni", at), make_person("Beat", at)
        space = actions.found(name="Familie", kind="private", by=vreni, at=at)
        actions.take_in(space, beat, by=vreni, at=at)
        question = actions.ask(space, title="Geheim", body="B", by=vreni, at=at)
        yield committed_db, brand, vreni, beat, space, question


def test_a_member_taken_out_while_she_writes_and_reads(scene, at):
    database, brand, vreni, beat, space, question = scene

    def act(number):
        with scope.inside(brand.pk):
            if number == 3:
                actions.remove(queries.member_in(space, beat), by=vreni, at=at)
                return "removed"
            if number % 2:
                return actions.answer(question, body=f"Nr {number}", by=beat, at=at)
            return queries.question_for(beat, space.pk, question.pk)

    results = database.together(8, act)
    assert results[3] == "removed"
    assert {type(each) for each in results} <= {str, SpaceAnswer, type(question), NotFound}
    assert not [each for each in results if isinstance(each, IntegrityError)]
    written = sum(isinstance(each, SpaceAnswer) for each in results)
    assert SpaceAnswer.objects.count() == written
    with pytest.raises(NotFound):
        queries.question_for(beat, space.pk, question.pk)
    with pytest.raises(NotFound):
        actions.answer(question, body="Zu spät.", by=beat, at=at)


def test_two_keepers_who_leave_at_once_leave_one(scene, at):
    database, brand, vreni, beat, space, _question = scene
    actions.name_keeper(queries.member_in(space, beat), by=vreni, at=at)
    third = make_person("Aylin", at)
    actions.take_in(space, third, by=vreni, at=at)

    def act(number):
        with scope.inside(brand.pk):
            actions.leave(space, by=(vreni, beat)[number], at=at)

    results = database.together(2, act)
    assert [each.reason for each in results if isinstance(each, Refused)] == ["last_keeper"]
    kept = SpaceMember.objects.filter(role="keeper", left_at=None)
    assert kept.count() == 1


def test_two_keepers_who_leave_at_once_by_plain_sql_leave_one(scene, at):
    database, _brand, vreni, beat, space, _question = scene
    actions.name_keeper(queries.member_in(space, beat), by=vreni, at=at)

    def act(number):
        rows = SpaceMember.across_brands.filter(space=space)
        return rows.filter(person=(vreni, beat)[number]).update(left_at=at)

    results = database.together(2, act)
    assert sum(isinstance(each, IntegrityError) for each in results) == 1
    assert SpaceMember.objects.filter(role="keeper", left_at=None).count() == 1
