"""Take a law of the database away and see whether any attack gets through: then it was needed."""

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction

from kundenkreis.ledger.tests.attacks import Attack


def law_that_stops(attack: Attack, names: dict[str, str]) -> str:
    """The name of the law that refused, "" when the attack got through; leaves nothing behind."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in attack.sql:
                cursor.execute(sql.format(**names))
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return str(refused.__cause__.diag.constraint_name or refused)  # type: ignore[union-attr]
    return ""


def laws(tables: list[str]) -> list[tuple[str, str, str]]:
    """(name, table, kind) of every check, unique key, trigger, and foreign key within the ledger and above it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select conname, conrelid::regclass::text, 'constraint' from pg_constraint
            where conrelid = any (%(tables)s::regclass[])
              and (contype in ('c', 'u') or (contype = 'f' and conname ~ '^(entry|payout|line|dispute)_(of|on|in|to)_'))
            union all
            select tgname, tgrelid::regclass::text, 'trigger' from pg_trigger
            where tgrelid = any (%(tables)s::regclass[]) and not tgisinternal
            """,
            {"tables": [f"kundenkreis_{table}" for table in tables]},
        )
        return list(cursor.fetchall())


def gets_through(
    attacks: Sequence[Attack], names: dict[str, str], law: tuple[str, str, str]
) -> bool:
    """Whether any attack succeeds when this law is taken away (and given back afterwards)."""
    name, table, kind = law
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'drop trigger "{name}" on {table}'
                if kind == "trigger"
                else f'alter table {table} drop constraint "{name}"'
            )
            # Its own attacks first: they are the likely ones.
            likely = sorted(attacks, key=lambda attack: attack.law not in name)
            through = any(not law_that_stops(attack, names) for attack in likely)
            transaction.set_rollback(True)
    except (
        DatabaseError
    ) as refused:  # a foreign key needs this key: the database itself objects
        return "depend" in str(refused)
    return through
