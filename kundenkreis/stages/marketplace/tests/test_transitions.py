"""The table of transitions is one truth; every state × every transition is tried from it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.stages.marketplace import actions, queries
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import take, visit
from kundenkreis.stages.marketplace.transitions import (
    CLOCK,
    TRANSITIONS,
    State,
    actors_of,
    transition,
)

NAMES = sorted({t.name for t in TRANSITIONS} - {"book"})


def test_the_database_has_the_same_table(db):
    with connection.cursor() as cursor:
        cursor.execute("select name, from_state, to_state from kundenkreis_transition")
        rows = set(cursor.fetchall())
    assert rows == {(t.name, t.start, t.end.value) for t in TRANSITIONS}


def test_every_state_is_reached_and_every_end_is_an_end():
    reached = {t.end for t in TRANSITIONS}
    left = {t.start for t in TRANSITIONS}
    assert reached == set(State)
    assert set(State) - left == {
        State.CLOSED,
        State.DECLINED,
        State.EXPIRED,
        State.CANCELLED,
        State.NO_SHOW,
        State.UNSUCCESSFUL,
    }


@pytest.mark.parametrize("state", list(State))
def test_from_each_state_only_its_transitions_work(state, alpenfon, vreni, jonas, at):
    alpenfon.country = "DE"  # where a contract can be withdrawn
    alpenfon.save()
    booking = visit(vreni, jonas, at, state)
    for name in NAMES:
        step = transition(name, state)
        if step and _ours(step, name):
            with (
                transaction.atomic()
            ):  # undone, so that the next name starts from here again
                after = take(booking, name, at)
                assert (after.state, after.seq) == (step.end, booking.seq + 1)
                transaction.set_rollback(True)
        elif step is None and CLOCK in actors_of(name):
            assert take(booking, name, at).state == state  # it comes in vain, quietly
        else:
            with pytest.raises(Refused) as refused:
                take(booking, name, at)
            assert (refused.value.reason, refused.value.status) == ("wrong_state", 409)
        fresh = Booking.objects.get(pk=booking.pk)
        assert (fresh.state, fresh.seq) == (state, booking.seq)
        assert [step.to_state for step in fresh.history.all()][-1] == state


def _ours(step, name):
    """Whether the person whom `take` sends may take this step in this state."""
    sent = {"no_show": "helper"}.get(name)
    return sent is None or sent in step.actors


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_the_wrong_side_are_refused(name, vreni, jonas, beat, at):
    start = next(t.start for t in TRANSITIONS if t.name == name)
    booking = visit(vreni, jonas, at, start)
    wrong = [beat]
    wrong += [vreni] if "customer" not in actors_of(name) else []
    wrong += [jonas] if "helper" not in actors_of(name) else []
    for person in wrong:
        if CLOCK in actors_of(name):
            continue  # no door leads there
        more = {"starts_at": at + timedelta(days=2)} if name == "reschedule" else {}
        with pytest.raises(NotAllowed):
            getattr(actions, name)(booking, by=person, at=at, **more)
        assert not {t.name for t in queries.allowed_now(beat, booking, at=at)}
