"""The whole demonstration, loaded once for a module, at the worst hour of the year."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from kundenkreis.brands.models import Brand
from kundenkreis.channels.demo import seed
from kundenkreis.core import scope

# Sunday, three in the morning, in the night in which the clocks go forward.
NIGHT = datetime(2026, 3, 29, 3, tzinfo=ZoneInfo("Europe/Zurich"))


@contextmanager
def _test_database() -> Iterator[None]:
    """pytest-django turns to it only when a chosen test asks for `db` by name."""
    if not connection.settings_dict["NAME"].startswith("test_"):
        connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
    yield


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """When it was loaded. Taken back after the module's last test."""
    with django_db_blocker.unblock(), _test_database(), transaction.atomic():
        assert seed.load(NIGHT)
        with connection.cursor() as cursor:
            # What the database would only ask at commit.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield NIGHT
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: datetime, settings: Any) -> Iterator[datetime]:
    """Inside Alpenfon, in demo mode; what the test changes is taken back."""
    settings.DEMO = True
    with scope.inside(Brand.objects.get(slug="alpenfon").pk), transaction.atomic():
        yield loaded
        transaction.set_rollback(True)
