"""Attempts to break one law: changes to rows that exist, and copies of them."""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg import sql

from tests.every_law.laws import Law

Statement = sql.SQL | sql.Composed
ROWS = 12
MOST = 4000

# What is tried in a column of this type, as SQL; {c} is the column itself.
TRIES: Mapping[str, tuple[str, ...]] = {
    "int": ("-1", "0", "1", "2", "3", "6", "7", "13", "61", "101", "20000", "-32000", "{c} + 1", "{c} - 1", "{c} * 10 + 1", "null"),
    "float": ("-1", "2", "1000", "'NaN'", "null"),
    "text": ("''", "'x'", "'X@Y.CH'", "'a' || {c}", "null"),
    "bool": ("not {c}", "null"),
    "time": ("null", "'00:00'", "'23:59'"),
    "moment": ("null", "'1990-01-01Z'", "'2090-01-01Z'", "{c} + interval '1 day'", "{c} - interval '400 days'"),
    "date": ("null", "'1990-01-01'", "'2090-01-01'"),
    "interval": ("null", "'-1 day'", "'0'", "'1 minute'", "'100 days'", "'3 hours'"),
    "range": (
        "null", "'empty'::tstzrange", "tstzrange(lower({c}) + interval '10 years', upper({c}) + interval '10 years')",
        "tstzrange(lower({c}), upper({c}) + interval '90 minutes')", "tstzrange(lower({c}), null)", "tstzrange(lower({c}), upper({c}), '(]')",
        "tstzrange(lower({c}), lower({c}) + interval '1 minute')",
    ),
    "uuid": ("gen_random_uuid()", "null", "{c}"),
    "array": ("'{{}}'", "null", "'{{x,y}}'", "{c} || {c}", "{c}[2:]", "array_append({c}, 'x')"),
    "json": ("'null'", "'[]'", "'{{}}'", "'\"x\"'", "null"),
    "bytes": ("''", "null", "'\\x00'"),
}  # fmt: skip
KINDS = (
    ("int", r"^(bigint|integer|smallint|xid8)$"), ("float", r"^(double|real|numeric)"), ("text", r"^(character|text)"), ("bool", "^boolean"),
    ("moment", "^timestamp"), ("time", "^time "), ("date", "^date$"), ("interval", "^interval"), ("range", "range$"), ("uuid", "^uuid$"),
    ("array", r"\[\]$"), ("json", "^json"), ("bytes", "^bytea$"),
)  # fmt: skip


def kind_of(type_name: str) -> str:
    """Which of our kinds a type of PostgreSQL is; unknown ones are tried like text."""
    return next((kind for kind, sign in KINDS if re.search(sign, type_name)), "text")


class Table:
    """One table: its columns, some of its rows, and what may be put into each column."""

    def __init__(self, connection: psycopg.Connection[Any], name: str) -> None:
        self.name, self.connection = name, connection
        described = connection.execute(
            """select attname, format_type(atttypid, null), attgenerated <> '' from pg_attribute
                where attrelid = %s::regclass and attnum > 0 and not attisdropped""",
            [name],
        ).fetchall()
        self.types = {column: kind for column, kind, made in described if not made}
        self.made = {column for column, _kind, made in described if made}
        self.key = [row[0] for row in connection.execute(
            """select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = %s::regclass and i.indisprimary""",
            [name],
        )]  # fmt: skip
        self.unique = {row[0] for row in connection.execute(
            """select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = %s::regclass and i.indisunique""",
            [name],
        )}  # fmt: skip
        found = connection.execute(
            sql.SQL("select ctid::text from {} order by md5(ctid::text) limit {}").format(
                sql.Identifier(name), ROWS
            )
        )
        self.rows = [row[0] for row in found]

    def tries(self, column: str, definition: str) -> list[str]:
        """Values for the column, as SQL: by its type, what others hold, what the law speaks of."""
        kind = kind_of(self.types[column])
        quoted = f'"{column}"'
        found = [each.format(c=quoted) for each in TRIES[kind]]
        if kind == "uuid":
            found += [
                f'"{o}"' for o, t in self.types.items() if t == "uuid" and o != column
            ]
        if kind in ("moment", "int"):
            others = [o for o, t in self.types.items() if t == self.types[column] and o != column]  # fmt: skip
            step = " + interval '1 second'" if kind == "moment" else " + 1"
            back = step.replace("+", "-")
            found += [f'"{other}"{way}' for other in others for way in ("", step, back)]
        if kind == "text":
            found += [f"'{word}'" for word in dict.fromkeys(re.findall(r"'([^']*)'", definition))]  # fmt: skip
        others_hold = self.connection.execute(
            sql.SQL(
                "select distinct {c}::text from {t} where {c} is not null limit 6"
            ).format(c=sql.Identifier(column), t=sql.Identifier(self.name))
        ).fetchall()
        found += [f"{sql.Literal(row[0]).as_string(self.connection)}::{self.types[column]}" for row in others_hold]  # fmt: skip
        return found


def changes(table: Table, law: Law) -> Iterator[Statement]:
    """Updates of one row, in one column of the law or in two."""
    columns = [column for column in law.columns if column in table.types]
    others = [column for column in table.types if column not in columns]
    singles = [(column,) for column in columns]
    pairs = [*combinations(columns, 2)]
    tries = {column: table.tries(column, law.definition) for column in columns}
    for group in (*singles, *pairs):
        for values in _product(group, tries):
            for row in table.rows:
                yield _update(table, dict(zip(group, values, strict=True)), row)
    if not columns:  # a law that names no column: any may be meant
        for column in others:
            for value in table.tries(column, law.definition):
                for row in table.rows[:4]:
                    yield _update(table, {column: value}, row)


def _product(group: tuple[str, ...], tries: Mapping[str, list[str]]) -> list[tuple[str, ...]]:  # fmt: skip
    if len(group) == 1:
        return [(value,) for value in tries[group[0]]]
    both: list[tuple[str, ...]] = [(a, b) for a in tries[group[0]] for b in tries[group[1]]]
    random.Random(7).shuffle(both)  # noqa: S311 - the same order every time
    return both[:150]


def _update(table: Table, values: Mapping[str, str], row: str) -> Statement:
    assigned = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(column), sql.SQL(value))
        for column, value in values.items()
    )
    return sql.SQL("update {} set {} where ctid = {}").format(
        sql.Identifier(table.name), assigned, sql.Literal(row)
    )


FRESH = {
    "uuid": "gen_random_uuid()", "int": "(random() * 1000000000)::int", "text": "left(md5(random()::text), 5)",
    "moment": "{c} + random() * interval '100000 days'", "range": "tstzrange(lower({c}) + interval '50 years', upper({c}) + interval '50 years')",
}  # fmt: skip


def copies(table: Table, law: Law) -> Iterator[Statement]:
    """Rows again under another key, alike in the law's columns and, where it must be, new in others."""
    free = [c for c in table.types if c not in law.columns or c in table.key]
    alone = {c for c in table.unique if c in table.types and c not in law.columns}
    for row in table.rows:
        yield _copy(table, alone, row)
    renewed = [c for c in table.key if c not in law.columns]
    rest = [c for c in free if c not in renewed]
    for row in table.rows:
        for count in (0, 1, 2):
            for more in combinations(rest, count):
                yield _copy(table, {*renewed, *more}, row)


def _copy(
    table: Table,
    renew: set[str],
    row: str,
    given: Mapping[str, str] = MappingProxyType({}),
    times: int = 1,
) -> Statement:
    columns = list(table.types)
    values = [
        sql.SQL(given[c])
        if c in given
        else _fresh(table, c)
        if c in renew
        else sql.Identifier(c)
        for c in columns
    ]
    return sql.SQL(
        "insert into {t} ({names}) overriding system value select {values} from {t}, generate_series(1, {times}) where {t}.ctid = {row}"
    ).format(
        times=sql.Literal(times),
        t=sql.Identifier(table.name), names=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(values), row=sql.Literal(row),
    )  # fmt: skip


def _fresh(table: Table, column: str) -> Statement:
    kind = kind_of(table.types[column])
    return sql.SQL(FRESH.get(kind, "null").format(c=f'"{column}"'))


def twins(table: Table, law: Law) -> Iterator[Statement]:
    """Two new rows at once that agree where the law looks, also where old rows hold nothing."""
    said = dict(re.findall(r"\((\w+)\)::text = '([^']*)'::text", law.definition))
    for row in table.rows:
        values = {c: f"coalesce({c!r}, {SAME[kind_of(table.types[c])]})".replace("'" + c + "'", f'"{c}"') for c in law.columns if c in table.types}  # fmt: skip
        values |= {c: f"'{word}'" for c, word in said.items() if c in table.types}
        yield _copy(table, table.unique - set(law.columns), row, values, times=2)


def strangers(table: Table, law: Law) -> Iterator[Statement]:
    """New rows that point at nobody."""
    for row in table.rows:
        for column in law.columns:
            if column in table.types:
                yield _copy(table, {*table.unique, column}, row)
                yield _copy(table, {*table.key, column}, row)
                # Where another key of the row would point at nobody too, it points nowhere.
                lone = dict.fromkeys(table.unique - {*table.key, *law.columns}, "null")
                yield _copy(table, {*table.key, column}, row, lone)


SAME = {
    "uuid": "'00000000-0000-4000-8000-00000000000f'", "int": "77", "text": "'same'", "moment": "'2026-03-10 09:00Z'", "bool": "true",
    "range": "'[2026-03-10 09:00Z,2026-03-10 10:00Z)'", "date": "'2026-03-10'", "time": "'12:00'", "float": "1", "interval": "'1 hour'",
    "array": "'{}'", "json": "'{}'", "bytes": "'x'",
}  # fmt: skip


def removals(table: Table) -> Iterator[Statement]:
    """Rows taken away, one or all."""
    for row in table.rows:
        yield sql.SQL("delete from {} where ctid = {}").format(sql.Identifier(table.name), sql.Literal(row))  # fmt: skip
    yield sql.SQL("delete from {}").format(sql.Identifier(table.name))
    yield sql.SQL("truncate {} cascade").format(sql.Identifier(table.name))


def attempts(table: Table, law: Law) -> Iterator[Statement]:
    """Everything that is tried against this law, the likely first."""
    if law.kind in ("u", "x", "i"):
        yield from copies(table, law)
        yield from twins(table, law)
        yield from changes(table, law)
    elif law.kind in ("t", "r"):
        yield from removals(table)
        yield from changes(table, law)
        yield from copies(table, law)
    else:
        yield from changes(table, law)
        if law.kind == "f":
            yield from strangers(table, law)
