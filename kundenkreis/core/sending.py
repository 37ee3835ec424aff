"""Sending a statement that is sent again and again: values beside it, by a cursor that each connection keeps.

To make a cursor costs more than to send a statement and read its answer. The connection itself keeps it, for the cursor
keeps the connection: anything else would keep both for ever. PostgreSQL is sent the values beside the statement and keeps
its plan, where no pooler stands between (`prepare_threshold` in the settings). Django's own cursor is asked where somebody
wants to read what was sent.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import count as count_up
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import RawCursor
from psycopg.pq import Format

Rows = list[tuple[Any, ...]]
# Where a connection keeps them: one that is answered in words, one that is answered in bytes.
TEXT, BYTES = "cursor_kept", "cursor_kept_of_bytes"


class Statement:
    """One with `%s` where values go, as Django writes it; PostgreSQL wants them numbered."""

    def __init__(self, sql: str) -> None:
        self.sql = sql

    @cached_property
    def numbered(self) -> str:
        """With `$1`, `$2` …"""
        numbers = count_up(1)
        # In one go: `%%s` is a percent sign and a letter, and no value.
        return re.sub("%[%s]", lambda one: "%" if one[0] == "%%" else f"${next(numbers)}", self.sql)  # fmt: skip


def here() -> BaseDatabaseWrapper:
    """This thread's connection itself; `connection` looks it up at every touch."""
    return connections[DEFAULT_DB_ALIAS]


def rows(statement: Statement, values: Sequence[Any]) -> Rows:
    """What the statement answers."""
    own = here()
    if _is_watched(own):
        with own.cursor() as cursor:
            cursor.execute(statement.sql, values)
            found: Rows = cursor.fetchall()
            return found
    return _sent(own, statement.numbered, values, TEXT).fetchall()


def count(statement: Statement, values: Sequence[Any]) -> int:
    """How many rows the statement changed."""
    own = here()
    if _is_watched(own):
        with own.cursor() as cursor:
            cursor.execute(statement.sql, values)
            changed: int = cursor.rowcount
            return changed
    return _sent(own, statement.numbered, values, TEXT).rowcount


def binary(statement: str, values: Sequence[Any]) -> Rows:
    """What a statement with `$1`, `$2` … answers, each value as PostgreSQL keeps it: cheaper to read, and bits are bytes."""
    own = here()
    own.ensure_connection()
    if _is_watched(own):
        kept = _kept(own, BYTES)
        own.make_debug_cursor(cast("Any", kept)).execute(statement, values)
        return kept.fetchall()
    return _sent(own, statement, values, BYTES).fetchall()


def _is_watched(own: BaseDatabaseWrapper) -> bool:
    return own.queries_logged or bool(own.execute_wrappers)


def _sent(
    own: BaseDatabaseWrapper, statement: str, values: Sequence[Any], which: str
) -> RawCursor[Any]:
    own.ensure_connection()
    own.validate_no_broken_transaction()
    kept = _kept(own, which)
    with own.wrap_database_errors:
        kept.execute(statement, values)
    return kept


def _kept(own: BaseDatabaseWrapper, which: str) -> RawCursor[Any]:
    at_hand = vars(own.connection)
    kept: RawCursor[Any] | None = at_hand.get(which)
    if kept is None:
        kept = at_hand[which] = RawCursor(own.connection)
        kept.format = Format.BINARY if which == BYTES else Format.TEXT
    return kept
