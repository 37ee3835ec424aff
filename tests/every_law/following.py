"""Laws that Django writes and another law of the table makes certain already: no row breaks one alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from tests.every_law.attempts import Table, kind_of
from tests.every_law.laws import Law
from tests.every_law.rows import PLAIN

KEY = re.compile(r"FOREIGN KEY \((?P<columns>[^)]*)\) REFERENCES (?P<table>\w+)\((?P<keys>[^)]*)\)")  # fmt: skip
POSITIVE = re.compile(r'CHECK \(\("?(?P<column>\w+)"? >= 0\)\)')
# Whole numbers that are tried beside one below zero.
NUMBERS = ("-1", "0", "1", "2", "7", "30", "100", "32000")


def follows(law: Law, every: Sequence[Law], connection: psycopg.Connection[Any]) -> bool:
    """Whether the other laws of its table say this too, whatever a row holds."""
    if law.kind == "f":
        return any(_points_there_too(law, other, every, connection) for other in every)
    return law.kind == "c" and _never_below_zero(law, every, connection)


def _key(law: Law) -> tuple[list[str], str, list[str]]:
    """Columns, the table they point at, and its columns; a period is no column of a plain key."""
    found = KEY.match(law.definition.replace("PERIOD ", "").replace('"', ""))
    assert found, law.definition
    return found["columns"].split(", "), found["table"], found["keys"].split(", ")


def _points_there_too(
    law: Law, other: Law, every: Sequence[Law], connection: psycopg.Connection[Any]
) -> bool:
    """The other key holds this column, is never half empty, and leads to the same row, or to one that points at it."""
    if other.kind != "f" or other.table != law.table or other == law:
        return False
    columns, parent, keys = _key(law)
    more, between, there = _key(other)
    if len(columns) > 1 or not {*columns} < {*more}:
        return False
    if _may_be_empty(law.table, {*more} - {*columns}, connection):
        return False
    place = there[more.index(columns[0])]
    return (between, [place]) == (parent, keys) or any(
        each.kind == "f" and each.table == between and _key(each) == ([place], parent, keys)
        for each in every
    )  # fmt: skip


def _may_be_empty(
    table: str, columns: set[str], connection: psycopg.Connection[Any]
) -> bool:
    found = connection.execute(
        """select 1 from pg_attribute where attrelid = %s::regclass and attname = any(%s) and not attnotnull""",
        [table, list(columns)],
    )
    return found.fetchone() is not None


def _never_below_zero(
    law: Law, every: Sequence[Law], connection: psycopg.Connection[Any]
) -> bool:
    """A number that Django wants positive: with -1 in it no values of the columns beside it please all checks."""
    found = POSITIVE.fullmatch(law.definition)
    if not found or not law.name.startswith(law.table):
        return False
    checks = [each for each in every if each.table == law.table and each.kind == "c" and each != law]  # fmt: skip
    speaking = _that_speak_with(found["column"], checks)
    if not speaking:
        return False
    table = Table(connection, law.table)
    tried = {}
    for column in sorted({c for each in speaking for c in each.columns}):
        nothing = ["null"] if _may_be_empty(law.table, {column}, connection) else []
        tried[column] = _values(table, column, speaking) + nothing

    def something_pleases(values: Mapping[str, Sequence[str]]) -> bool:
        passes = sql.SQL("select 1 from {} where {} limit 1").format(
            sql.SQL(" cross join ").join(_list(table, c, values[c]) for c in values),
            sql.SQL(" and ").join(
                sql.SQL("({}) is not false").format(sql.SQL(each.definition.removeprefix("CHECK ")))
                for each in speaking
            ),
        )  # fmt: skip
        return connection.execute(passes).fetchone() is not None

    assert something_pleases(tried), f"no values please the checks beside {law.key}"
    return not something_pleases({**tried, found["column"]: ["-1"]})


def _that_speak_with(column: str, checks: Sequence[Law]) -> list[Law]:
    """Checks of this column, and those of the columns beside it alone."""
    near = {c for each in checks if column in each.columns for c in each.columns}
    return [each for each in checks if {*each.columns} <= near]


def _values(table: Table, column: str, checks: Sequence[Law]) -> list[str]:
    """What is tried in a column beside it: numbers, the words that laws name, or something."""
    kind = kind_of(table.types[column])
    if kind == "int":
        return [*NUMBERS]
    if kind == "bool":
        return ["true", "false"]
    if kind == "text":
        words = re.findall(r"'([^']*)'", " ".join(each.definition for each in checks))
        return [f"'{word}'" for word in dict.fromkeys(["", "x", *words])]
    if kind == "date":  # a whole week
        return [f"'2026-03-{day:02}'" for day in range(9, 16)]
    return [PLAIN[kind]]


def _list(table: Table, column: str, values: Sequence[str]) -> sql.Composed:
    rows = (f"(({value})::{table.types[column]})" for value in values)
    name = sql.Identifier(column)
    return sql.SQL("(values {}) {} ({})").format(sql.SQL(", ".join(rows)), name, name)
