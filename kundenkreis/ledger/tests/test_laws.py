"""The laws of the ledger stand in the database: every attack fails, and every law is needed."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from kundenkreis.core import scope
from kundenkreis.ledger import posting
from kundenkreis.ledger.models import Account, Journal
from kundenkreis.ledger.tests.attacks import ATTACKS, SUBJECT, Attack
from kundenkreis.ledger.tests.till import hold
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))
TABLES = ["account", "journal", "entry", "fundshold", "testcardstep"]
# Laws that follow from others; each with the reason why it stays.
FOLLOWS = {
    "kundenkreis_fundshold_account_id_key": "held_once and hold_agrees imply it; the index serves hold_agrees",
}


@pytest.fixture
def names(committed_db) -> Iterator[dict[str, str]]:
    """Vreni has paid, and the transaction is closed; ids for the attacks to aim at."""
    brand, other = (make_brand(slug, slug, AT) for slug in ("alpenfon", "seeland"))
    with scope.inside(other.pk):
        stranger = posting.account(Account.Kind.COMPANY, currency="CHF")
    with scope.inside(brand.pk):
        vreni, jonas, mira = (make_person(name, AT) for name in ("Vreni", "Jonas", "Mira"))
        held = hold(vreni, jonas, AT, subject=SUBJECT)
        yield {
            "brand": str(brand.pk),
            "other": str(other.pk),
            "stranger": str(stranger.pk),
            "mira": str(mira.pk),
            "jonas": str(posting.due(held, jonas).pk),
            "company": str(posting.account(Account.Kind.COMPANY, currency="CHF").pk),
            "hold": str(held.account_id),
            "j": str(Journal.objects.get().pk),
            "charge": f"{SUBJECT}:hold",
        }


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


def laws() -> list[tuple[str, str, str]]:
    """(name, table, kind) of every check, unique key, trigger, and foreign key within the ledger."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select conname, conrelid::regclass::text, 'constraint' from pg_constraint
            where conrelid = any (%(tables)s::regclass[])
              and (contype in ('c', 'u') or (contype = 'f' and conname like 'entry\\_%%'))
            union all
            select tgname, tgrelid::regclass::text, 'trigger' from pg_trigger
            where tgrelid = any (%(tables)s::regclass[]) and not tgisinternal
            """,
            {"tables": [f"kundenkreis_{table}" for table in TABLES]},
        )
        return list(cursor.fetchall())


def gets_through(names: dict[str, str], law: tuple[str, str, str]) -> bool:
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
            attacks = sorted(ATTACKS, key=lambda attack: attack.law not in name)
            through = any(not law_that_stops(attack, names) for attack in attacks)
            transaction.set_rollback(True)
    except (
        DatabaseError
    ) as refused:  # a foreign key needs this key: the database itself objects
        return "depend" in str(refused)
    return through


def test_every_attack_is_stopped_by_its_law(names):
    stopped = {attack.name: law_that_stops(attack, names) for attack in ATTACKS}
    assert stopped == {attack.name: attack.law for attack in ATTACKS}


def test_without_any_one_law_an_attack_gets_through(names):
    needless = [law[0] for law in laws() if not gets_through(names, law)]
    assert sorted(needless) == sorted(FOLLOWS)
    assert len(laws()) >= 25


def test_a_later_transaction_cannot_add_to_a_journal_even_after_savepoints(names):
    with transaction.atomic(), transaction.atomic():
        account = posting.account(Account.Kind.COMPANY, currency="CHF")
        jonas = Account.objects.get(pk=names["jonas"])
        with transaction.atomic():
            posting.post(
                Journal.Kind.REFUND, subject="x", idem="nested", legs=[(account, -5), (jonas, 5)], by=None, at=AT
            )  # fmt: skip
    jonas.refresh_from_db()
    assert jonas.balance == 5
