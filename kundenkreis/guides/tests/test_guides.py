"""Guides: written, looked at before they are published, kept as they were begun."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.guides import actions, queries
from kundenkreis.guides.actions.whole import Wanted
from kundenkreis.guides.models import Guide, GuideVersion
from kundenkreis.guides.rules import Node, faults
from kundenkreis.guides.tests.conftest import STEPS, made, walked
from kundenkreis.search import queries as search


def test_a_sound_guide_has_no_faults():
    assert faults([Node(1, "A", False, [("x", 2), ("y", 1)]), Node(2, "B", True)]) == []


@pytest.mark.parametrize(
    ("nodes", "sentence"),
    [
        ([], "Write the first step."),
        ([Node(1, "A", False)], "There is no answer in step 1 «A». Write one, or make it an end."),
        ([Node(1, "A", False, [("x", None), ("y", 2)]), Node(2, "B", True)], "The answer «x» in step 1 «A» leads nowhere."),
        ([Node(1, "A", True), Node(2, "B", True)], "Nobody reaches step 2 «B»."),
        ([Node(1, "A", False, [("x", 2), ("z", 3)]), Node(2, "B", False, [("y", 2)]), Node(3, "C", True)], "From step 2 «B» no way leads to an end."),
    ],
)  # fmt: skip
def test_each_fault_names_its_step(nodes, sentence):
    with translation.override("en"):
        assert sentence in faults(nodes)


def test_a_circle_is_fine_if_a_way_leads_out():
    ring = [Node(n, str(n), False, [("on", n % 4 + 1)]) for n in range(1, 5)]
    assert len(faults(ring)) == 4
    ring[2] = Node(3, "3", False, [("on", 4), ("out", 5)])
    assert faults([*ring, Node(5, "5", True)]) == []


@pytest.mark.flow
def test_only_the_team_writes_and_what_makes_no_sense_is_refused(vreni, reto, at):
    with pytest.raises(NotAllowed):
        actions.begin(title="X", language="de", by=vreni, at=at)
    wrong: list[dict[str, Any]] = [{"title": " "}, {"language": "xx"}]
    for values in wrong:
        with pytest.raises(Invalid):
            actions.begin(**{"title": "X", "language": "de", **values}, by=reto, at=at)
    guide = actions.begin(title="X", language="de", by=reto, at=at)
    wrong = [{"text": ""}, {"kind": "x"}, {"kind": "article"}, {"kind": "stage"}]
    for values in wrong:
        with pytest.raises(Invalid):
            actions.add_step(guide, **{"text": "T", **values}, by=reto, at=at)
    step = actions.add_step(guide, text="T", by=reto, at=at)
    many = [(str(number), None) for number in range(9)]
    with pytest.raises(Invalid):
        actions.write_step(step, text="T", kind="question", answers=many, by=reto, at=at)
    with pytest.raises(Refused) as refused:
        actions.publish(guide, by=reto, at=at)
    assert refused.value.reason == "unsound"
    assert "1 «T»" in refused.value.sentence


@pytest.mark.flow
def test_two_who_write_one_step_do_not_overwrite_each_other(red_light, reto, mira, at):
    draft = actions.redraft(red_light, by=reto, at=at)
    assert actions.redraft(red_light, by=mira, at=at) == draft
    step = draft.steps.get(number=3)
    later = at + timedelta(minutes=1)
    actions.write_step(
        step, text="Neu", kind="solved", seen=step.changed_at, by=reto, at=later
    )
    with pytest.raises(Refused) as refused:
        actions.write_step(
            step, text="Auch", kind="solved", seen=step.changed_at, by=mira, at=later
        )
    assert refused.value.reason == "changed_meanwhile"
    assert draft.steps.get(number=3).text == "Neu"


@pytest.mark.flow
def test_steps_are_added_moved_removed_and_answers_make_new_ones(reto, at):
    guide = made(at)
    first = queries.version_shown(guide).steps.get(number=1)
    actions.write_step(
        first,
        text="Q",
        kind="question",
        answers=[("Ja", 3), ("Ganz anders", 0)],
        by=reto,
        at=at,
    )
    texts = [step.text for step in queries.steps_of(queries.version_shown(guide))]
    assert texts[-1] == "Ganz anders"
    assert first.answers.get(number=2, to__number=5)
    second = queries.version_shown(guide).steps.get(number=2)
    actions.move_step(second, up=False, by=reto, at=at)
    assert queries.version_shown(guide).steps.get(pk=second.pk).number == 3
    actions.remove_step(second, by=reto, at=at)
    steps = queries.steps_of(queries.version_shown(guide))
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert len(faults_of(guide)) == 2


def faults_of(guide):
    return actions.publishing.faults(queries.version_shown(guide))


@pytest.mark.flow
def test_who_is_on_her_way_stays_in_the_version_she_began(red_light, reto, at):
    walk = walked(actions.walk(red_light, by=None, at=at), 1, at=at)
    actions.redraft(red_light, by=reto, at=at)
    actions.rewrite(
        red_light, steps=[Wanted(text="Ganz neu", kind="solved")], by=reto, at=at
    )
    actions.publish(red_light, by=reto, at=at)
    walk = walked(queries.walk_for(walk.pk), 2, at=at)
    assert walk.step.text == "Dann geht es wieder"
    assert actions.walk(red_light, by=None, at=at).step.text == "Ganz neu"
    assert actions.helped(walk, by=None, at=at).outcome == "solved"


def test_it_is_found_while_it_is_published(red_light, reto, at):
    (hit,) = queries.find("Lämpchen rot", language="de")
    assert (hit.kind, hit.id, hit.url) == ("guide", red_light.pk, red_light.path)
    assert [each.id for each in search.find("Neustart Box rot", language="de")] == [
        red_light.pk
    ]
    actions.withdraw(red_light, by=reto, at=at)
    assert queries.find("Lämpchen rot", language="de") == []
    with pytest.raises(Refused):
        actions.walk(red_light, by=None, at=at)


def test_a_translation_begins_as_a_copy_and_is_made_once(red_light, reto, at):
    copy = actions.translate(red_light, language="en", by=reto, at=at)
    assert copy.family == red_light.family
    assert [step.text for step in queries.steps_of(queries.version_shown(copy))] == [step.text for step in STEPS]  # fmt: skip
    assert queries.in_language(red_light.family, "en") == red_light, "a draft is no answer"
    actions.publish(copy, by=reto, at=at)
    assert queries.in_language(red_light.family, "en") == copy
    with pytest.raises(Refused):
        actions.translate(red_light, language="en", by=reto, at=at)


def attack(law, statement):
    """The statement is refused by the law of this name."""
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}")
    assert isinstance(refused.value.__cause__, psycopg.Error)
    assert refused.value.__cause__.diag.constraint_name == law


@pytest.mark.flow
def test_the_database_keeps_what_is_published(red_light, seeland, reto, at):
    walk = walked(actions.walk(red_light, by=None, at=at), 1, at=at)
    other = made(at, title="Anderes")
    version, mine = red_light.published_version_id, queries.version_shown(other).pk
    there = f"select id from kundenkreis_guidestep where version_id = {mine} and number = 1"
    attack(
        "guide_published_once",
        f"update kundenkreis_guideversion set title = 'x' where id = {version}",
    )
    attack(
        "guide_published_once",
        f"update kundenkreis_guideversion set published_at = null where id = {version}",
    )
    for table in ("step", "answer"):
        attack(
            "guide_part_kept",
            f"update kundenkreis_guide{table} set text = 'x' where version_id = {version}",
        )
    attack(
        "guide_part_kept",
        f"delete from kundenkreis_guideanswer where version_id = {version}",
    )
    attack(
        "guide_part_kept",
        f"update kundenkreis_guidestep set version_id = {version} where version_id = {mine}",
    )
    attack(
        "guide_answer_leads_inside",
        f"update kundenkreis_guideanswer set to_id = (select id from kundenkreis_guidestep where version_id = {version} limit 1) where version_id = {mine}",
    )
    attack(
        "guide_answer_of_version",
        f"insert into kundenkreis_guideanswer (brand_id, version_id, step_id, number, text) select brand_id, {mine}, (select id from kundenkreis_guidestep where version_id = {version} limit 1), 9, 'x' from kundenkreis_guideversion where id = {mine}",
    )
    attack(
        "one_draft_a_guide",
        f"insert into kundenkreis_guideversion (brand_id, guide_id, number, title, summary, drafted_at) select brand_id, guide_id, 9, 'x', '', now() from kundenkreis_guideversion where id = {mine}",
    )
    attack(
        "guide_version_number",
        f"insert into kundenkreis_guideversion (brand_id, guide_id, number, title, summary, drafted_at, published_at) select brand_id, guide_id, 1, 'x', '', now(), null from kundenkreis_guideversion where id = {version}",
    )
    attack(
        "guide_shows_its_own",
        f"update kundenkreis_guide set published_version_id = {mine} where id = '{red_light.pk}'",
    )
    attack(
        "guide_once_per_language",
        f"update kundenkreis_guide set family = '{red_light.family}'",
    )
    attack(
        "guide_step_article",
        f"update kundenkreis_guidestep set article = gen_random_uuid() where version_id = {mine}",
    )
    attack(
        "guide_step_stage",
        f"update kundenkreis_guidestep set stage = '' where version_id = {mine}",
    )
    attack(
        "guide_step_number",
        f"update kundenkreis_guidestep set number = 1 where version_id = {mine}",
    )
    attack(
        "guide_answer_number",
        f"update kundenkreis_guideanswer set number = 1 where version_id = {mine}",
    )
    attack(
        "walk_of_published",
        f"insert into kundenkreis_guidewalk (id, brand_id, version_id, step_id, begun_at, outcome) select gen_random_uuid(), brand_id, {mine}, ({there}), now(), '' from kundenkreis_guideversion where id = {mine}",
    )
    attack("walk_stands_inside", f"update kundenkreis_guidewalk set step_id = ({there})")
    attack("ended_walk_has_date", "update kundenkreis_guidewalk set outcome = 'solved'")
    attack(
        "guide_turn_number",
        "insert into kundenkreis_guideturn (brand_id, walk_id, number, step_id, answer_id) select brand_id, walk_id, number, step_id, answer_id from kundenkreis_guideturn",
    )
    attack(
        "turn_answers_its_step",
        f"update kundenkreis_guideturn set step_id = (select id from kundenkreis_guidestep where version_id = {version} and number = 2)",
    )
    bare = actions.begin(title="Leer", language="de", by=None, at=at)
    for law, table, where in (
        ("version_of_brand", "version", f"guide_id = '{bare.pk}'"),
        ("step_of_brand", "step", f"version_id = {mine}"),
        ("guide_answer_of_brand", "answer", f"version_id = {mine}"),
        ("walk_of_brand", "walk", "true"),
    ):
        attack(
            law,
            f"update kundenkreis_guide{table} set brand_id = {seeland.pk} where {where}",
        )
    actions.helped(walk, by=None, at=at)
    attack("walk_ends_once", "update kundenkreis_guidewalk set outcome = 'went_on'")  # fmt: skip


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Wanted(text="Q"),),
        (Wanted(text="Q", answers=[("x", None)]),),
        (Wanted(text="Q", answers=[("x", 1)]),),
        (Wanted(text="E", kind="solved"), Wanted(text="F", kind="solved")),
        (Wanted(text="Q", answers=[("x", 2), ("y", 3)]), Wanted(text="R", answers=[("z", 2)]), Wanted(text="E", kind="solved")),
    ],
)  # fmt: skip
def test_the_database_lets_nobody_publish_a_dead_end(alpenfon, at, steps):
    guide = made(at, steps=steps)
    attack("guide_is_sound", f"update kundenkreis_guideversion set published_at = now() where guide_id = '{guide.pk}'")  # fmt: skip


@pytest.mark.slow
def test_of_many_who_publish_at_once_one_does(committed_db):
    from kundenkreis.core import clock, scope
    from kundenkreis.notifications.models import EventRow
    from tests.cast import make_brand, make_person

    at = clock.now()
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        reto, guide = make_person("Reto", at, "agent"), made(at)

    def publish(number):
        with scope.inside(brand.pk):
            if number % 2:
                return actions.redraft(guide, by=reto, at=at).pk
            return actions.publish(guide, by=reto, at=at).published_version_id

    results = committed_db.together(12, publish)
    assert not [each for each in results if isinstance(each, Exception)]
    with scope.inside(brand.pk):
        published = GuideVersion.objects.filter(published_at__isnull=False).count()
        told = EventRow.objects.filter(name="guide_published").count()
        assert published == told >= 1
        assert GuideVersion.objects.filter(published_at=None).count() <= 1
        assert Guide.objects.get(published_version__published_at__isnull=False)
