"""What the database keeps, whoever asks: plain SQL, and many at once."""

import pytest

from kundenkreis.core import scope
from kundenkreis.core.refusal import Refused
from kundenkreis.ideas import actions
from kundenkreis.ideas.models import Idea, IdeaVote, VoteBudget
from kundenkreis.ideas.tests.conftest import make_idea
from tests.attack import attack
from tests.cast import make_brand, make_person

VOTE = "insert into kundenkreis_ideavote (brand_id, idea_id, voter_id, at) values (%s, %s, %s, now())"
STEP = """insert into kundenkreis_ideastep (brand_id, idea_id, seq, from_status, to_status, sentence, by_id, at)
  values (%s, %s, %s, %s, %s, %s, %s, %s)"""


@pytest.fixture
def voted(idea, aylin, at):
    return actions.vote(idea, by=aylin, at=at)


def test_no_vote_without_a_budget_for_oneself_or_on_a_closed_idea(voted, idea, vreni, beat, other, mira, at):  # fmt: skip
    brand = idea.brand_id
    attack("votes_within_budget", VOTE, brand, idea.pk, beat.pk)
    attack("vote_for_others", VOTE, brand, idea.pk, vreni.pk)
    attack("one_vote_each", VOTE, brand, idea.pk, voted.voter_id)
    actions.move(other, to="declined", sentence="Nein.", by=mira, at=at)
    attack("vote_on_open_idea", VOTE, brand, other.pk, voted.voter_id)


@pytest.mark.flow
def test_votes_and_their_count_stay_true(voted, other, beat, seeland):
    attack("idea_vote_kept", "update kundenkreis_ideavote set voter_id = %s", beat.pk)
    attack("idea_vote_kept", "update kundenkreis_ideavote set idea_id = %s", other.pk)
    attack("vote_budget_counted", "update kundenkreis_votebudget set used = 0")
    attack("vote_budget_size", "update kundenkreis_votebudget set size = 40")
    attack("one_vote_budget", "insert into kundenkreis_votebudget (brand_id, person_id, size, used) select brand_id, person_id, 2, 0 from kundenkreis_votebudget")  # fmt: skip
    with scope.inside(seeland.pk):
        VoteBudget.objects.create(person=beat, size=2)
    attack("idea_vote_of_same_brand", VOTE, seeland.pk, other.pk, beat.pk)


def test_steps_follow_one_another_and_the_status_follows_them(idea, mira, seeland, at):
    def step(*values):
        return (STEP, idea.brand_id, idea.pk, *values)

    before = at.replace(year=2020)
    attack("idea_step_follows", *step(1, "planned", "in_work", "Ja.", mira.pk, at))
    attack("idea_step_follows", *step(2, "received", "planned", "Ja.", mira.pk, at))
    attack("idea_step_follows", *step(1, "received", "planned", "Ja.", mira.pk, before))
    attack("idea_step_allowed", *step(1, "received", "delivered", "Ja.", mira.pk, at))
    attack("idea_step_says_why", *step(1, "received", "planned", "", mira.pk, at))
    attack("idea_step_of_same_brand", STEP, seeland.pk, idea.pk, 1, "received", "planned", "Ja.", mira.pk, at)  # fmt: skip
    actions.move(idea, to="planned", sentence="Ja.", by=mira, at=at)
    attack("append_only", "update kundenkreis_ideastep set at = now()")
    attack("idea_status_by_step", "update kundenkreis_idea set status = 'delivered', closed_at = now()")  # fmt: skip


@pytest.mark.parametrize(
    ("law", "change"),
    [
        ("idea_origin_stays", "written_at = now()"),
        ("idea_closed_why", "closed_at = now()"),
        ("idea_merged_by", "merged_at = now(), closed_at = now()"),
        ("idea_hidden_with_reason", "hidden_at = now()"),
        ("idea_merged_once", "merged_into_id = id, merged_at = now(), merged_by_id = author_id, closed_at = now()"),
    ],
)  # fmt: skip
def test_an_idea_stays_what_it_is(idea, law, change):
    attack(law, f"update kundenkreis_idea set {change}")


def test_what_belongs_to_an_idea_is_of_its_brand(idea, seeland, aylin, kai, at):
    actions.comment(idea, body="Ja.", by=aylin, at=at)
    attack("idea_comment_of_same_brand", "update kundenkreis_ideacomment set brand_id = %s", seeland.pk)  # fmt: skip
    attack("ideacomment_hidden_with_reason", "update kundenkreis_ideacomment set hidden_at = now()")  # fmt: skip
    with scope.inside(seeland.pk):
        other = make_idea(kai, at, "Strom vom Dach")
    foreign = "update kundenkreis_idea set merged_into_id = %s, merged_at = now(), merged_by_id = author_id, closed_at = now() where id = %s"
    attack("idea_merged_in_brand", foreign, other.pk, idea.pk)


@pytest.fixture
def scene(committed_db, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        aylin, mira = make_person("Aylin", at, "member"), make_person("Mira", at, "manager")
        # Of eight at once from one person, or in the same words, most would be held back as spam.
        wishes = [
            "Router",
            "Rechnung",
            "Lampe",
            "Telefon",
            "Fernseher",
            "Karte",
            "Kabel",
            "Vertrag",
        ]
        ideas = [make_idea(make_person(wish, at), at, f"{wish} anders", f"Mein {wish} soll leiser sein.") for wish in wishes]  # fmt: skip
        yield committed_db, brand, aylin, mira, ideas


@pytest.mark.slow
def test_from_many_windows_no_budget_is_overdrawn(scene, at):
    database, brand, aylin, _mira, ideas = scene

    def vote(number):
        with scope.inside(brand.pk):
            return actions.vote(ideas[number], by=aylin, at=at)

    results = database.together(8, vote)
    assert sum(isinstance(each, IdeaVote) for each in results) == 2
    assert {each.reason for each in results if isinstance(each, Refused)} == {"no_votes_left"}  # fmt: skip
    assert VoteBudget.objects.get().used == IdeaVote.objects.count() == 2


@pytest.mark.slow
def test_voting_while_ideas_are_closed_and_merged_loses_no_vote(scene, at):
    database, brand, _aylin, mira, ideas = scene
    with scope.inside(brand.pk):
        voters = [make_person(f"Person {number}", at) for number in range(10)]

    def act(number):
        with scope.inside(brand.pk):
            if number < 10:
                for idea in (ideas[0], ideas[1]):
                    actions.vote(idea, by=voters[number], at=at)
            elif number == 10:
                actions.move(ideas[0], to="declined", sentence="Nein.", by=mira, at=at)
            else:
                actions.merge(ideas[1], into=ideas[2], by=mira, at=at)

    results = database.together(12, act)
    assert {type(each) for each in results} <= {type(None), Refused}
    assert Idea.objects.get(pk=ideas[0].pk).status == "declined"
    for person, used in VoteBudget.objects.values_list("person", "used"):
        lying = IdeaVote.objects.filter(voter=person, returned_at=None).count()
        assert used == lying
    assert not IdeaVote.objects.filter(returned_at=None, idea__closed_at__isnull=False).exists()  # fmt: skip
