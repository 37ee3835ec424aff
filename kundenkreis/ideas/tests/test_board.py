"""Writing, voting, what the brand says, two ideas that are one, and what people are told."""

from datetime import timedelta
from typing import Any, cast

import pytest

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.ideas import actions, queries, reactions, rules
from kundenkreis.ideas.events import IdeaAnswered, IdeaMerged, IdeaMoved, IdeaWritten
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaVote, VoteBudget
from kundenkreis.ideas.personal_data import IdeasData
from kundenkreis.ideas.tests.conftest import make_idea
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people.models import Role
from kundenkreis.search.models import Document
from tests.cast import make_person

DAY = timedelta(days=1)


def last(event):
    row = EventRow.objects.filter(name=event.name).latest("id")
    return event(**row.payload), row


def told(person):
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_an_idea_keeps_personal_data_back_and_makes_a_member(idea, vreni):
    assert "079" not in idea.body
    assert (idea.status, idea.language) == ("received", "de")
    assert Role.objects.filter(person=vreni, kind="member").exists()


@pytest.mark.flow
def test_ten_ideas_a_day_are_enough(vreni, at):
    for number in range(rules.IDEAS_A_DAY):
        make_idea(vreni, at + timedelta(minutes=number), f"Idee {number}")
    with pytest.raises(TooMany):
        make_idea(vreni, at + timedelta(hours=2), "Noch eine")


@pytest.mark.flow
def test_votes_are_few_count_once_and_come_back(idea, aylin, vreni, at):
    ideas = [idea, *(make_idea(vreni, at, f"Idee {number}") for number in range(2))]
    for row in (ideas[0], ideas[0], ideas[1]):
        actions.vote(row, by=aylin, at=at)
    assert queries.budget_of(aylin, at=at).left == 0
    with pytest.raises(Refused) as refused:
        actions.vote(ideas[2], by=aylin, at=at)
    assert refused.value.reason == "no_votes_left"
    for _twice in range(2):
        actions.unvote(ideas[0], by=aylin, at=at)
    actions.vote(ideas[2], by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.vote(idea, by=vreni, at=at)
    assert VoteBudget.objects.get(person=aylin).used == 2


@pytest.mark.flow
def test_taking_part_gives_more_votes(idea, aylin, at):
    for number in range(5):
        actions.comment(idea, body="Gut.", by=aylin, at=at + number * DAY)
    assert queries.active_days(aylin, at=at + 4 * DAY) == 5
    actions.vote(idea, by=aylin, at=at + 4 * DAY)
    assert VoteBudget.objects.get(person=aylin).size == 4
    assert queries.budget_of(aylin, at=at + 200 * DAY).size == 2


@pytest.mark.flow
def test_the_brand_goes_step_by_step_and_says_why(idea, aylin, mira, vreni, at):
    actions.vote(idea, by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.move(idea, to="planned", sentence="Ja.", by=aylin, at=at)
    with pytest.raises(Invalid):
        actions.move(idea, to="planned", sentence=" ", by=mira, at=at)
    with pytest.raises(Refused) as refused:
        actions.move(idea, to="delivered", sentence="Ja.", by=mira, at=at)
    assert refused.value.reason == "wrong_state"
    for days, to in ((1, "planned"), (11, "in_work"), (31, "delivered")):
        actions.move(idea, to=to, sentence=f"Schritt {to}.", by=mira, at=at + days * DAY)
        event, row = last(IdeaMoved)
        for _twice in range(2):
            reactions.tell_of_step(event, row=row)
    idea.refresh_from_db()
    assert (idea.status, idea.closed_at) == ("delivered", at + 31 * DAY)
    assert sorted(told(aylin)) == ["idea_closed", "idea_moved", "idea_moved"]
    assert sorted(told(vreni)) == sorted(told(aylin))
    vote = IdeaVote.objects.get()
    assert vote.returned_at == at + 31 * DAY, "it came back and still counts"
    assert VoteBudget.objects.get(person=aylin).used == 0
    with pytest.raises(Refused):
        actions.unvote(idea, by=aylin, at=at + 32 * DAY)
    found = queries.measures(since=at)
    assert (found.to_market, found.delivered) == (31, 1)
    assert found.waits == {"received": (1, 1), "planned": (10, 1), "in_work": (20, 1)}


def test_a_declined_idea_is_looked_at_again_with_the_votes_it_had(idea, aylin, mira, at):
    actions.vote(idea, by=aylin, at=at)
    actions.move(idea, to="declined", sentence="Zu teuer.", by=mira, at=at)
    actions.move(idea, to="under_review", sentence="Billiger jetzt.", by=mira, at=at + DAY)
    idea.refresh_from_db()
    assert idea.closed_at is None
    actions.vote(idea, by=aylin, at=at + DAY)
    assert VoteBudget.objects.get(person=aylin).used == 0, "nobody pays twice"


@pytest.mark.flow
def test_the_official_answer_reaches_whoever_cares(idea, aylin, mira, vreni, at):
    actions.vote(idea, by=aylin, at=at)
    with pytest.raises(NotAllowed):
        actions.answer(idea, body="Ja.", by=aylin, at=at)
    actions.comment(idea, body="Bitte!", by=aylin, at=at)
    first = actions.answer(idea, body="Wir prüfen es.", by=mira, at=at + DAY)
    second = actions.answer(idea, body="Es kommt.", by=mira, at=at + 2 * DAY)
    comments = queries.comments_of(idea)
    assert queries.official_answer(comments) == second
    assert first in comments
    event, row = last(IdeaAnswered)
    reactions.tell_of_answer(event, row=row)
    assert told(aylin) == told(vreni) == ["idea_answered"]
    assert told(mira) == []


@pytest.mark.flow
def test_put_together_each_person_counts_once_and_it_can_be_undone(
    idea, other, aylin, beat, jonas, vreni, mira, at
):
    for person in (aylin, beat):
        actions.vote(idea, by=person, at=at)
    actions.vote(other, by=aylin, at=at)
    for _twice in range(2):
        actions.merge(idea, into=other, by=mira, at=at)
    assert set(IdeaVote.objects.filter(idea=other).values_list("voter", flat=True)) == {aylin.pk, beat.pk}  # fmt: skip
    used = dict(VoteBudget.objects.values_list("person", "used"))
    assert used == {aylin.pk: 1, beat.pk: 1}, "the second one came back"
    event, row = last(IdeaMerged)
    reactions.tell_of_merger(event, row=row)
    assert told(vreni) == told(aylin) == told(beat) == ["idea_merged"]
    with pytest.raises(Refused):
        actions.vote(idea, by=jonas, at=at)
    actions.separate(idea, by=mira, at=at)
    idea.refresh_from_db()
    assert (idea.merged_into, idea.closed_at) == (None, None)
    assert IdeaVote.objects.filter(idea=idea).count() == 2
    assert IdeaVote.objects.get(idea=other).voter == aylin
    assert dict(VoteBudget.objects.values_list("person", "used")) == used


def test_the_author_of_the_whole_does_not_vote_for_it_by_a_part(
    idea, other, jonas, mira, at
):
    actions.vote(idea, by=jonas, at=at)
    actions.merge(idea, into=other, by=mira, at=at)
    assert not IdeaVote.objects.filter(idea=other).exists()
    assert VoteBudget.objects.get(person=jonas).used == 0


@pytest.mark.flow
def test_no_chains(idea, other, aylin, mira, at):
    third = make_idea(aylin, at, "Dritte")
    actions.merge(idea, into=other, by=mira, at=at)
    for one, into, reason in ((other, third, "has_parts"), (third, idea, "merged"), (idea, third, "merged"), (third, third, "same")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.merge(one, into=into, by=mira, at=at)
        assert refused.value.reason == reason
    actions.move(other, to="declined", sentence="Nein.", by=mira, at=at)
    with pytest.raises(Refused) as refused:
        actions.separate(idea, by=mira, at=at)
    assert refused.value.reason == "closed"


def test_the_author_mends_and_takes_back_while_nothing_has_begun(idea, aylin, vreni, mira, at):  # fmt: skip
    actions.vote(idea, by=aylin, at=at)
    actions.edit(idea, title="Neuer Titel", body="Neuer Text", by=vreni, at=at)
    with pytest.raises(NotAllowed):
        actions.edit(idea, title="Meins", body="Jetzt", by=aylin, at=at)
    actions.move(idea, to="under_review", sentence="Wir schauen.", by=mira, at=at)
    with pytest.raises(Refused):
        actions.edit(idea, title="Zu spät", body="Ja", by=vreni, at=at)
    actions.withdraw(idea, by=vreni, at=at)
    assert VoteBudget.objects.get(person=aylin).used == 0
    with pytest.raises(NotFound):
        queries.idea_for(aylin, idea.pk)
    assert queries.idea_for(vreni, idea.pk).title == "Neuer Titel"


def test_ideas_are_found_while_they_stand_on_the_board(idea, vreni, at):
    event, row = last(IdeaWritten)
    reactions.keep_findable(event, row=row)
    assert Document.objects.get(kind="idea").solved is False
    assert queries.similar("Störung auf dem Router", language="de") == [idea]
    actions.withdraw(idea, by=vreni, at=at)
    reactions.keep_findable(event, row=row)
    assert not Document.objects.filter(kind="idea").exists()


@pytest.mark.flow
def test_orders_and_the_trend_in_the_database_is_the_trend_of_the_rules(idea, other, aylin, beat, at):  # fmt: skip
    late = make_idea(aylin, at + 10 * DAY, "Neu")
    for person in (aylin, beat):
        actions.vote(idea, by=person, at=at)
    actions.comment(idea, body="Ja", by=beat, at=at)
    now = at + 11 * DAY
    rows = list(queries.board(at=now))
    for row in cast("list[Any]", rows):
        hours = (now - row.written_at).total_seconds() / 3600
        expected = rules.trend(votes=row.vote_count, comments=row.comment_count, hours=hours)  # fmt: skip
        assert row.trend == pytest.approx(expected)
    assert rows[0] == idea
    assert next(iter(queries.board(order="new", at=now))) == late
    assert next(iter(queries.board(order="top", at=now))) == idea
    old = queries.board(at=at + 40 * DAY).get(pk=idea.pk)
    assert cast("Any", old).trend < 0, "votes of long ago make no trend"


def test_another_brand_sees_nothing(idea, seeland, kai):
    with scope.inside(seeland.pk):
        assert not Idea.objects.exists()
        with pytest.raises(NotFound):
            queries.idea_for(kai, idea.pk)


@pytest.mark.flow
def test_who_leaves_goes_and_her_ideas_stay(idea, at):
    zora = make_person("Ursula Kern", at)
    hers = make_idea(zora, at, "Idee", "Gern, Ursula Kern hilft.")
    actions.vote(idea, by=zora, at=at)
    actions.comment(idea, body="Ich finde das gut.", by=zora, at=at)
    plug = IdeasData()
    assert plug.export(zora)["idea_votes"]
    plug.forget(zora, at=at)
    assert not IdeaVote.objects.exists()
    assert not VoteBudget.objects.filter(person=zora).exists()
    assert "Ursula" not in Idea.objects.get(pk=hers.pk).body
    assert IdeaComment.objects.count() == 1
