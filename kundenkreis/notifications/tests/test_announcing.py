"""Event rows: written with the change they tell of, never changed."""

import pytest
from django.db import DatabaseError, transaction
from django.utils.functional import SimpleLazyObject

from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.notifications import actions
from kundenkreis.notifications.models import EventRow
from kundenkreis.notifications.tests.conftest import BellRang


def test_an_announcement_is_one_row_with_its_topics(vreni, at):
    announce(BellRang(house="7"), by=vreni, at=at)
    row = EventRow.objects.get()
    assert (row.name, row.payload, row.topics) == (
        "bell_rang",
        {"house": "7"},
        ["house:7", "desk"],
    )
    assert (row.by, row.at, row.number) == (vreni, at, None)


def test_nobody_and_the_clock_announce_without_author(alpenfon, at):
    announce(BellRang(house="7"), by=SimpleLazyObject(lambda: None), at=at)
    announce(BellRang(house="8"), by=None, at=at)
    assert list(EventRow.objects.values_list("by", flat=True)) == [None, None]


@pytest.mark.flow
def test_an_announcement_outside_a_transaction_is_a_bug(committed_db, at):
    with scope.inside(1), pytest.raises(transaction.TransactionManagementError):
        actions.record(BellRang(house="7"), by=None, at=at)


def test_a_rolled_back_action_announced_nothing(alpenfon, at):
    with transaction.atomic():
        announce(BellRang(house="7"), by=None, at=at)
        transaction.set_rollback(True)
    assert not EventRow.objects.exists()


@pytest.mark.parametrize(
    "change",
    [{"name": "other"}, {"payload": {}}, {"topics": []}, {"number": 8}, {"number": None}],
)
def test_an_event_row_never_changes(vreni, at, change):
    announce(BellRang(house="7"), by=None, at=at)
    EventRow.objects.update(number=7)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        EventRow.objects.update(**change)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        EventRow.objects.update(by=vreni)
