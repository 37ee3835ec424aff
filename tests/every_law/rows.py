"""A first row for tables that the demonstration leaves empty, so that their laws can be tried too."""

from typing import Any

import psycopg
import psycopg.errors
from psycopg import sql

from tests.every_law.attempts import KINDS, Table, kind_of
from tests.every_law.laws import Law

PLAIN = {
    "int": "1", "float": "1", "text": "'x'", "bool": "false", "time": "'12:00'", "moment": "'2026-03-10 09:00Z'", "date": "'2026-03-10'",
    "interval": "'1 hour'", "range": "'[2026-03-10 09:00Z,2026-03-10 10:00Z)'", "uuid": "gen_random_uuid()", "array": "'{}'", "json": "'{}'",
    "bytes": "'\\x00'",
}  # fmt: skip
assert set(PLAIN) == {kind for kind, _sign in KINDS}
PARENTS = """
select array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i),
       c.confrelid::regclass::text,
       array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i)
               join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.i)
  from pg_constraint c where c.conrelid = %s::regclass and c.contype = 'f' and not c.conperiod
 order by cardinality(c.conkey)
"""
PATIENCE = 60
# First rows of tables whose checks tie too many columns to be guessed.
GIVEN = {
    "kundenkreis_abilitygrant": """(id, brand_id, person_id, ability, given_at, given_why, given_words, evidence, ended_why, ended_words, end_evidence, objection, answer, restored)
        select gen_random_uuid(), brand_id, author_id, 'accept', now(), 'earned', '', '{}', '', '', '{}', '', '', false from kundenkreis_answer limit 1""",
    "kundenkreis_claim": """(brand_id, question_id, person_id, at, until)
        select brand_id, question_id, author_id, now(), now() + interval '9 minutes' from kundenkreis_answer limit 1""",
    "kundenkreis_imported": """(brand_id, source, kind, old, place, question_id, answer_id, at)
        select brand_id, 'discourse', 'post', 1, 1, question_id, id, now() from kundenkreis_answer limit 1""",
    "kundenkreis_moved": """(brand_id, source_id, answer_id) select brand_id, question_id, id from kundenkreis_answer limit 1""",
    "kundenkreis_screenrules": """(brand_id, ancestors) select id, '{https://help.example}' from kundenkreis_brand limit 1""",
    "kundenkreis_rankingweights": """(brand_id, distance, standing, price, rest, newcomers, changed_at)
        select id, 45, 30, 15, 10, 10, now() from kundenkreis_brand limit 1""",
    "kundenkreis_reviewreport": """(id, brand_id, review_id, by_id, reason, text, at, answer, restored_why)
        select gen_random_uuid(), brand_id, id, customer_id, 'insult', 'x', now(), '', '' from kundenkreis_review limit 1""",
    "kundenkreis_textrevision": """(brand_id, question_id, by_id, title, body, at)
        select brand_id, id, author_id, 'x', 'x', now() from kundenkreis_question limit 1""",
}


def fill(connection: psycopg.Connection[Any], table: Table, laws: list[Law]) -> bool:
    """Insert one row that all checks accept; False when none was found."""
    if table.name in GIVEN:
        connection.execute(f"insert into {table.name} {GIVEN[table.name]}".encode())
        return True
    needed = connection.execute(
        """select attname, attnotnull and not atthasdef and attidentity = '' from pg_attribute
            where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''""",
        [table.name],
    ).fetchall()
    values = {c: PLAIN[kind_of(table.types[c])] for c, must in needed if must}
    for columns, parent, keys in connection.execute(PARENTS, [table.name]).fetchall():
        row = connection.execute(
            sql.SQL("select {} from {} limit 1").format(
                sql.SQL(", ").join(
                    sql.SQL("{}::text").format(sql.Identifier(k)) for k in keys
                ),
                sql.Identifier(parent),
            )
        ).fetchone()
        if row:
            values |= {c: f"'{v}'" for c, v in zip(columns, row, strict=True)}
    checks = {law.name: law for law in laws if law.table == table.name and law.kind == "c"}
    for _try in range(PATIENCE):
        refused = _insert(connection, table, values)
        if refused in ("", "twice"):
            return True
        if refused not in checks or not _mend(connection, table, values, checks[refused]):
            return False
    return False


def _mend(
    connection: psycopg.Connection[Any], table: Table, values: dict[str, str], law: Law
) -> bool:
    """Change one value that this check speaks of, so that it is content."""
    for column in law.columns:
        for value in table.tries(column, law.definition):
            changed = {
                **values,
                column: value.replace(f'"{column}"', values.get(column, "null")),
            }
            if value != "null" and _insert(connection, table, changed) not in (
                law.name,
                "?",
            ):
                values.update(changed)
                return True
    return False


def _insert(
    connection: psycopg.Connection[Any], table: Table, values: dict[str, str]
) -> str:
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.SQL(v) for v in values.values()),
    )
    try:
        with connection.transaction():
            connection.execute(statement)
    except psycopg.errors.UniqueViolation:
        return "twice"
    except psycopg.Error as refused:
        return refused.diag.constraint_name or "?"
    return ""
