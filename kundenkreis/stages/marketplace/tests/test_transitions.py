"""The table of transitions is one truth: code and database say the same."""

from django.db import connection

from kundenkreis.stages.marketplace.transitions import TRANSITIONS, State


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
