"""Take each guard of the database away: something must get through that was stopped before.

Attacks are made out of the demonstration's rows (`attempts.py`): values changed, rows copied or
removed. Where none is found, the law must stand by name in a test that attacks it by hand, or follow from
a stronger one. `laws.txt` lists them all, so that none disappears unseen.
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
from tests.every_law.laws import Law, laws
from tests.every_law.rows import fill

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).resolve().parents[2]
LISTED = Path(__file__).with_name("laws.txt")
AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
LOAD = "import django; django.setup(); from datetime import datetime; from kundenkreis.channels.demo import seed; assert seed.load(datetime.fromisoformat('{at}'))"
# What these do is no refusal: they keep derived rows in step, and tests of their own look at those.
KEEPING_IN_STEP = re.compile(
    r"_follows?(_new|_changed|_gone)?$|^entry_moves_balance$|^position_ends_with_way$"
)
# Not attacked yet: no attempt of ours breaks them alone, and no test does so by their name. This may only shrink.
NOT_YET = Path(__file__).with_name("not_yet.txt")


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


def test_without_any_one_law_something_gets_through(
    database: psycopg.Connection[Any],
) -> None:
    every = laws(database)
    breaker = Breaker(database)
    with database.transaction():
        database.execute("set local session_replication_role = replica")
        for name in sorted({law.table for law in every}):
            if not breaker.table(name).rows:
                fill(database, breaker.tables.pop(name), every)
    needless = [
        law.name
        for law in every
        if not KEEPING_IN_STEP.search(law.name)
        and not breaker.is_needed(law)
        and not follows(law, every)
        and f'"{law.name}"' not in written_by_hand()
    ]
    assert set(needless) - set(NOT_YET.read_text(encoding="utf-8").split()) == set()
    assert len(every) > 600
