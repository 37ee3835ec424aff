"""Take each guard of the database away: something must get through that was stopped before.

Attacks are made out of the demonstration's rows (`attempts.py`): values changed, rows copied or
removed. Where none is found, one is written by hand (`by_hand.py`, or a room's test that names the law), or
the law follows from a stronger one. Triggers that keep rows in step refuse nothing; without them an
answer is another (`in_step.py`). `laws.txt` lists them all, so that none disappears unseen.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import embedded
from tests.every_law.breaking import Breaker
from tests.every_law.by_hand import ATTACKS
from tests.every_law.in_step import IN_STEP
from tests.every_law.laws import Law, laws
from tests.every_law.rows import fill

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).resolve().parents[2]
LISTED = Path(__file__).with_name("laws.txt")
AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
LOAD = "import django; django.setup(); from datetime import datetime; from kundenkreis.channels.demo import seed; assert seed.load(datetime.fromisoformat('{at}'))"


@pytest.fixture(scope="module")
def database() -> Iterator[psycopg.Connection[Any]]:
    """The demonstration in a database of its own, and a role that may switch triggers off."""
    server = embedded.start(0)
    try:
        owner = server.url("owner", embedded.DATABASE)
        subprocess.run(
            [sys.executable, "-c", LOAD.format(at=AT.isoformat())], check=True, cwd=HOUSE,
            env={**os.environ, "DATABASE_URL": owner, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "kundenkreis.settings"},
        )  # fmt: skip
        with psycopg.connect(
            server.url("postgres", embedded.DATABASE), autocommit=True
        ) as connection:
            yield connection
    finally:
        embedded.stop(server)


@cache
def written_by_hand() -> str:
    """All tests of the rooms, in which a law may be attacked by its name."""
    texts = (path.read_text() for path in (HOUSE / "kundenkreis").rglob("tests/*.py"))
    return "\n".join(texts)


def follows(law: Law, every: list[Law]) -> bool:
    """Whether a stronger law of the same table says this too."""
    if law.kind == "c":  # Django's positive numbers
        return bool(re.fullmatch(r"CHECK \(\(\w+ >= 0\)\)", law.definition))
    return law.kind == "f" and any(
        other.kind == "f" and other.table == law.table and set(law.columns) < set(other.columns)
        for other in every
    )  # fmt: skip


def test_no_law_disappears_unseen(database: psycopg.Connection[Any]) -> None:
    """After a change on purpose: `KEEP=1 pytest tests/every_law` writes the list anew."""
    found = "".join(f"{law.line}\n" for law in laws(database))
    if os.environ.get("KEEP"):
        LISTED.write_text(found, encoding="utf-8")
    assert found == LISTED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def breaker(database: psycopg.Connection[Any]) -> Breaker:
    """Every table has a row."""
    every, breaker = laws(database), Breaker(database)
    with database.transaction():
        database.execute("set local session_replication_role = replica")
        empty = [
            name for name in {law.table for law in every} if not breaker.table(name).rows
        ]
        still = [name for name in sorted(empty) if not fill(database, breaker.tables.pop(name), every)]  # fmt: skip
        assert not still, f"no first row found: {' '.join(still)}"
    return breaker


def test_without_any_one_law_something_gets_through(
    database: psycopg.Connection[Any], breaker: Breaker
) -> None:
    every = laws(database)
    needless = [
        law.key
        for law in every
        if law.key not in IN_STEP
        and not (law.key in ATTACKS and breaker.is_needed_against(law, ATTACKS[law.key]))
        and not breaker.is_needed(law)
        and not follows(law, every)
        and f'"{law.name}"' not in written_by_hand()
    ]
    assert not needless, "no attack found: " + " ".join(needless)
    assert len(every) > 600


def test_without_any_one_trigger_that_follows_an_answer_is_another(
    database: psycopg.Connection[Any], breaker: Breaker
) -> None:
    by_key = {law.key: law for law in laws(database)}
    assert {*ATTACKS, *IN_STEP} - {*by_key} == set()
    still = [
        key
        for key, (change, question) in IN_STEP.items()
        if not breaker.keeps_in_step(by_key[key], change, question)
    ]
    assert still == []
