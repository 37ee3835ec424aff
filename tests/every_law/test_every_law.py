"""Take each guard of the database away: something must get through that was stopped before.

Attacks are made out of the demonstration's rows (`attempts.py`): values changed, rows copied or
removed. Where none is found, one is written by hand (`by_hand/`). Laws that Django writes and a stronger one
makes certain are told apart by what the others say (`following.py`). Triggers that keep rows in step refuse
nothing; without them an answer is another (`in_step.py`). `LAWS="duel.* *_in_brand" pytest tests/every_law`
asks about a few.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import embedded
from tests.every_law.breaking import Breaker
from tests.every_law.by_hand import ATTACKS
from tests.every_law.by_hand.refused import REFUSED
from tests.every_law.following import follows
from tests.every_law.in_step import IN_STEP
from tests.every_law.laws import Law, laws
from tests.every_law.refusals import Refusal, refusals
from tests.every_law.rows import fill

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).resolve().parents[2]
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


def asked_about(every: Sequence[Law]) -> list[Law]:
    """All of them, or those that LAWS names by patterns of the shell."""
    wanted = os.environ.get("LAWS", "*").split()
    return [law for law in every if any(fnmatch(law.key, each) for each in wanted)]


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
        for law in asked_about(every)
        if law.key not in IN_STEP
        and not follows(law, every, database)
        and not (
            breaker.is_needed_against(law, ATTACKS[law.key])
            if law.key in ATTACKS
            else breaker.is_needed(law)
        )
    ]
    assert not needless, "no attack found: " + " ".join(needless)
    assert len(every) > 1800


def test_without_any_one_refusal_of_a_trigger_something_gets_through(
    database: psycopg.Connection[Any], breaker: Breaker
) -> None:
    needless = [
        name
        for name, spoken in refusals(database).items()
        if asked_about(spoken) and not any(_is_needed(breaker, each) for each in spoken)
    ]
    assert not needless, "no attack found: " + " ".join(needless)


def _is_needed(breaker: Breaker, refusal: Refusal) -> bool:
    """Against an attack on it, on its trigger, or one that is found."""
    attacks = (REFUSED.get(refusal.key), ATTACKS.get(refusal.of_trigger))
    return any(
        breaker.is_needed_against(refusal, attack) for attack in attacks if attack
    ) or (refusal.key not in REFUSED and breaker.is_needed(refusal))


def test_without_any_one_trigger_that_follows_an_answer_is_another(
    database: psycopg.Connection[Any], breaker: Breaker
) -> None:
    by_key = {law.key: law for law in laws(database)}
    assert {*ATTACKS, *IN_STEP} - {*by_key} == set()
    still = [
        law.key
        for law in asked_about([*by_key.values()])
        if law.key in IN_STEP and not breaker.keeps_in_step(law, *IN_STEP[law.key])
    ]
    assert still == []
