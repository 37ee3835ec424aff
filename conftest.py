"""What every test stands on: a PostgreSQL of its own, a fixed moment, databases that commit.

Without DATABASE_URL one embedded PostgreSQL serves the whole run; with xdist the controller owns
it and each worker has a database of its own.
"""

import os
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django.plugin import blocking_manager_key

from kundenkreis.server import loading
from kundenkreis.server.postgres import Server
from kundenkreis.settings import database
from tests import embedded, kept
from tests.browser import installation

pytest_plugins = ["tests.cast", "kundenkreis.stages.marketplace.tests.visits"]
_server: Server | None = None
# Says to the workers of xdist that their databases are migrated already.
MIGRATED = "KUNDENKREIS_TESTS_MIGRATED"


def pytest_configure(config: pytest.Config) -> None:
    """Start the database before anything asks for it; workers of xdist inherit its address."""
    global _server  # noqa: PLW0603 - one a run, ended by pytest_unconfigure
    # Files are served from the rooms' folders; the place of the collected ones must only exist.
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.TEST_PAYMENTS = True
    # Each client of a test would look through all these folders; now who asks for a file does.
    settings.WHITENOISE_AUTOREFRESH = True
    # The model takes a second to load: only tests of meaning ask for it.
    settings.SEARCH_MEANING = False
    if config.option.collectonly:
        return
    installation.prepare()
    if not os.environ.get("DATABASE_URL"):
        _server = embedded.start(int(config.getoption("numprocesses", 0) or 0))
        os.environ |= {"DATABASE_URL": _server.url("owner"), MIGRATED: "1"}
        # pytest-django has read the settings before any conftest.
        settings.DATABASES["default"].update(database(_server.url("owner")))
    if os.environ.get(MIGRATED):
        config.option.reuse_db = True
        # Looking for migrations to run would draw all tables once for each of them.
        connections.settings["default"]["TEST"]["MIGRATE"] = False


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Tests, and what they import, last as long as the run."""
    with loading.for_good():
        return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what we started and leave nothing behind."""
    if not (config.option.collectonly or hasattr(config, "workerinput")):
        installation.end()
    if _server:
        del os.environ["DATABASE_URL"], os.environ[MIGRATED]
        embedded.stop(_server)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that begin with the same rows follow each other."""
    for item in items:
        if item.get_closest_marker("django_db"):
            raise pytest.UsageError(
                f"{item.nodeid}: ask for the fixture `db` instead of the mark"
            )
    kept.sort(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that keeps its database by itself finds nothing of ours in it."""
    if not kept.wanted(item):
        with item.config.stash[blocking_manager_key].unblock():
            kept.stand.fall()


@pytest.fixture(autouse=True)
def _begin_with_what_is_kept(request: pytest.FixtureRequest) -> None:
    """First the rows that stay between tests, then the transaction of this test."""
    if not kept.wanted(request.node):
        return
    request.getfixturevalue("_migrated")
    makers = request.node.stash[kept.BEGINS]
    with request.getfixturevalue("django_db_blocker").unblock():
        kept.stand.plan(list(makers.values()))
        for name in makers:
            request.getfixturevalue(name)
        kept.stand.ready()
    request.getfixturevalue("_django_db_helper")


@pytest.fixture
def at() -> datetime:
    """Now, in tests: Tuesday, 10 March 2026, nine in the morning in Zurich."""
    return datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


class CommittedDatabase:
    """A database whose commits are real. Threads may connect."""

    def together(self, count: int, act: Callable[[int], Any]) -> list[Any]:
        """`act(0)` … `act(count - 1)`, started at the same moment; results or exceptions, in order."""
        start = threading.Barrier(count)

        def one(number: int) -> Any:
            try:
                connection.ensure_connection()
                start.wait(30)
                return act(number)
            except Exception as trouble:  # noqa: BLE001 - what went wrong is the result
                return trouble
            finally:
                connection.close()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))


@pytest.fixture(scope="session")
def _migrated(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """The migrated test database also where no test of the run asks pytest-django for it."""
    if connection.settings_dict["NAME"].startswith("test_"):
        yield
        return
    keep = request.config.option.reuse_db
    with django_db_blocker.unblock():
        name = connection.creation.create_test_db(verbosity=0, serialize=False, keepdb=keep)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0, keepdb=keep)


@pytest.fixture
def committed_db(_migrated: None, django_db_blocker: Any) -> Iterator[CommittedDatabase]:
    """Django's default connection on a fresh clone of the migrated database, dropped afterwards.

    Append-only tables refuse TRUNCATE, so `transactional_db` cannot clean up after itself here.
    Do not combine with `db`.
    """
    with django_db_blocker.unblock():
        connection.close()
        template = connection.settings_dict["NAME"]
        clone = f"{template}_clone"
        _outside(f'drop database if exists "{clone}" with (force)')
        _outside(f'create database "{clone}" template "{template}" strategy file_copy')
        for each in (connections.settings["default"], connection.settings_dict):
            each["NAME"] = clone
        try:
            yield CommittedDatabase()
        finally:
            connection.close()
            for each in (connections.settings["default"], connection.settings_dict):
                each["NAME"] = template
            _outside(f'drop database if exists "{clone}" with (force)')


def _outside(statement: str) -> None:
    """Run it while connected to no database of ours."""
    with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's test runner does
        cursor.execute(statement)
