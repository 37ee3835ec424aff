"""How much reports weigh, what many of them do by themselves, and who is right in the end."""

from datetime import timedelta

import pytest

from kundenkreis.core.refusal import NotAllowed
from kundenkreis.moderation import actions, queries, rules, scores
from kundenkreis.moderation.models import Flag, FlagThreshold, QueueItem, StatementOfReasons
from kundenkreis.people.models import Person, Role
from tests.cast import make_person


@pytest.mark.parametrize(
    ("agreed", "disagreed", "bonus"), [(20, 0, 10.8), (14, 6, 0), (2, 18, -9.26), (5, 0, 0)]
)
def test_the_bonus_of_accuracy_is_discourse_s(agreed, disagreed, bonus):
    assert scores.accuracy_bonus(agreed, disagreed) == pytest.approx(bonus, abs=0.01)


@pytest.mark.parametrize(
    ("trust", "agreed", "disagreed", "weight"),
    [(1, 0, 0, 2.0), (3, 20, 0, 14.8), (3, 2, 18, 0)],
)
def test_a_report_weighs_by_who_sends_it(trust, agreed, disagreed, weight):
    assert scores.weight(trust, agreed, disagreed) == pytest.approx(weight, abs=0.01)


def test_thresholds_begin_high_and_follow_what_moderators_agreed_with():
    assert scores.thresholds([3.0] * 14) == (12.5, 12.5)
    assert scores.thresholds([float(n) for n in range(1, 22)]) == (11.0, 18.0)


@pytest.mark.parametrize(
    ("reasons", "score", "reporters", "staff", "hides"),
    [
        ({"spam"}, 20, 2, False, True),
        ({"spam", "rude"}, 20, 3, False, True),
        ({"spam"}, 12, 2, False, False),
        ({"spam"}, 99, 1, False, False),
        ({"spam"}, 99, 50, True, False),
        ({"illegal"}, 99, 50, False, False),
        ({"spam", "dangerous"}, 99, 50, False, False),
        (set(), 99, 50, False, False),
    ],
)
def test_only_plain_things_go_out_of_sight_by_themselves(
    reasons, score, reporters, staff, hides
):
    found = rules.hides_itself(
        reasons, score=score, reporters=reporters, high=12.5, staff=staff
    )
    assert found is hides


def crowd(count, at, *roles) -> list[Person]:
    return [make_person(f"Leser{number}", at, *roles) for number in range(count)]


@pytest.mark.flow
def test_sure_reporters_hide_plain_spam_until_a_person_shows_it_again(
    answer, aylin, mira, at
):
    Person.objects.filter(pk=aylin.pk).update(joined_at=at - timedelta(days=90))
    first, second = crowd(2, at, "agent")
    actions.flag(answer, reason="spam", by=first, at=at)
    assert not queries.thing_for(answer, reader=None).hidden_at
    actions.flag(answer, reason="spam", by=second, at=at)
    assert not queries.thing_for(answer, reader=None).hidden_at  # 6 + 6 < 12.5
    lena = make_person("Lena", at, "member")
    actions.flag(answer, reason="rude", by=lena, at=at)
    assert queries.thing_for(answer, reader=None).hidden_at
    told = StatementOfReasons.objects.get()
    assert (told.automated, told.outcome, told.author) == (True, "hidden", aylin)
    statement = actions.keep(answer, by=mira, at=at)
    assert statement.outcome == "restored"
    assert not queries.thing_for(answer, reader=None).hidden_at
    assert queries.accuracy_of(first) == (0, 1)
    assert not QueueItem.objects.all().open().exists()


@pytest.mark.flow
def test_three_reporters_silence_a_newcomer_until_a_person_has_looked(
    answer, aylin, mira, at
):
    Person.objects.filter(pk=aylin.pk).update(joined_at=at - timedelta(days=1))
    Role.objects.filter(person=aylin).delete()
    first, second, third = crowd(3, at, "member")
    for reader in (first, second):
        actions.flag(answer, reason="off_topic", by=reader, at=at)
    assert queries.suspended_until(aylin, "writing", at=at) is None
    actions.flag(answer, reason="off_topic", by=third, at=at)
    assert queries.suspended_until(aylin, "writing", at=at) == at + rules.SILENCE
    with pytest.raises(NotAllowed, match="suspended"):
        actions.admit(by=aylin, at=at)
    actions.keep(answer, by=mira, at=at)
    assert queries.suspended_until(aylin, "writing", at=at) is None


@pytest.mark.flow
@pytest.mark.parametrize(("age", "role"), [(90, ""), (1, "helper"), (1, "agent")])
def test_who_is_known_or_earns_is_not_silenced_by_rules(answer, aylin, at, age, role):
    Person.objects.filter(pk=aylin.pk).update(joined_at=at - timedelta(days=age))
    Role.objects.filter(person=aylin).delete()
    if role:
        Role.objects.create(person=aylin, kind=role, since=at)
    for reader in crowd(4, at, "member"):
        actions.flag(answer, reason="off_topic", by=reader, at=at)
    assert queries.suspended_until(aylin, "writing", at=at) is None


@pytest.mark.flow
def test_staff_can_be_reported_but_never_hidden_by_numbers(own_answer, at):
    for reader in crowd(5, at, "agent"):
        actions.flag(own_answer, reason="spam", by=reader, at=at)
    assert not queries.thing_for(own_answer, reader=None).hidden_at
    assert QueueItem.objects.get().score == 30


@pytest.mark.flow
def test_the_threshold_is_set_anew_each_night(answer, mira, at):
    readers = crowd(2, at, "member")
    for reader in readers:
        actions.flag(answer, reason="spam", by=reader, at=at)
    actions.hide(answer, rule="spam", by=mira, at=at)
    row = actions.tune(by=None, at=at)
    assert (row.items, row.high, queries.high()) == (1, 12.5, 12.5)
    FlagThreshold.objects.create(at=at + timedelta(days=1), items=20, low=3, high=9)
    assert queries.high() == 9
    assert [queries.accuracy_of(each) for each in readers] == [(1, 0), (1, 0)]
    assert Flag.objects.all().waiting().count() == 0
