"""An action inside an action is no transaction of its own, and nothing of it stays when it is refused."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from kundenkreis.core.refusal import Refused
from kundenkreis.core.transactions import one_transaction


@one_transaction
def say_no() -> None:
    raise Refused("no", "No.")


@one_transaction
def look() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return int(cursor.fetchone()[0])


@one_transaction
def look_twice() -> int:
    return look() + look()


@one_transaction
def go_on_with_a_block() -> int:
    with pytest.raises(Refused), transaction.atomic():
        say_no()
    return look()


@one_transaction
def go_on_without() -> int:
    with pytest.raises(Refused):
        say_no()
    return look()


def test_an_action_inside_an_action_makes_no_savepoint(db):
    with CaptureQueriesContext(connection) as sent:
        assert look_twice() == 2
    words = [query["sql"].split()[0] for query in sent.captured_queries]
    assert words == ["SAVEPOINT", "SELECT", "SELECT", "RELEASE"]


def test_who_goes_on_after_a_refusal_has_a_block_around_it(db):
    assert go_on_with_a_block() == 1


def test_without_such_a_block_everything_ends(db):
    with pytest.raises(TransactionManagementError):
        go_on_without()
    assert look() == 1
