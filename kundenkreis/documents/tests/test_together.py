"""Many at once: no gap, no number twice, no movement on two documents."""

import pytest
from django.db import connection
from django.utils import timezone

from kundenkreis.core import scope
from kundenkreis.documents import actions
from kundenkreis.documents.models import IssuedDocument
from kundenkreis.documents.tests.papers import work
from kundenkreis.ledger.tests.till import SUBJECT
from tests.cast import make_brand, make_person


@pytest.fixture
def now():
    """Threads ask the clock themselves, so it is a real moment."""
    return timezone.now()


@pytest.mark.slow
def test_twelve_at_once_are_numbered_one_to_twelve(committed_db, now):
    alpenfon = make_brand("alpenfon", "Alpenfon", now)
    with scope.inside(alpenfon.pk):
        vreni, jonas = make_person("Vreni", now), make_person("Jonas", now)
        for number in range(12):
            work(vreni, jonas, now, f"booking:{number}")

    def issue(number):
        with scope.inside(alpenfon.pk):
            return len(actions.issue(f"booking:{number}", by=None, at=now))

    assert committed_db.together(12, issue) == [2] * 12
    with scope.inside(alpenfon.pk):
        for kind in ("receipt", "self_billing"):
            rows = IssuedDocument.objects.filter(kind=kind).order_by("number")
            assert list(rows.values_list("number", flat=True)) == list(range(1, 13))


@pytest.mark.slow
def test_the_same_work_at_once_is_documented_once(committed_db, now):
    alpenfon = make_brand("alpenfon", "Alpenfon", now)
    with scope.inside(alpenfon.pk):
        work(make_person("Vreni", now), make_person("Jonas", now), now)

    def issue(_number):
        with scope.inside(alpenfon.pk):
            return len(actions.issue(SUBJECT, by=None, at=now))

    assert sorted(committed_db.together(12, issue)) == [0] * 11 + [2]


RAW = """insert into kundenkreis_issueddocument (id, brand_id, kind, year, number, subject, person_id, issued_at, words,
  supplier, recipient, status, corrects, amount, vat_amount, currency)
  select gen_random_uuid(), brand_id, kind, year, coalesce((select max(number) from kundenkreis_issueddocument
    where kind = 'receipt'), 0) + 1, subject, person_id, issued_at, words, supplier, recipient, status, corrects, amount,
    vat_amount, currency from kundenkreis_issueddocument where kind = 'receipt' limit 1 returning number"""


@pytest.mark.slow
def test_without_our_lock_the_database_alone_lets_no_number_be_used_twice(
    committed_db, now
):
    """Raw inserts, all rolled back by their missing lines: the next number is still the next."""
    alpenfon = make_brand("alpenfon", "Alpenfon", now)
    with scope.inside(alpenfon.pk):
        vreni, jonas = make_person("Vreni", now), make_person("Jonas", now)
        work(vreni, jonas, now)
        actions.issue(SUBJECT, by=None, at=now)
        work(vreni, jonas, now, "booking:2")

    def attack(_number):
        with connection.cursor() as cursor:
            cursor.execute(RAW)

    assert all(isinstance(each, Exception) for each in committed_db.together(12, attack))
    with scope.inside(alpenfon.pk):
        actions.issue("booking:2", by=None, at=now)
        rows = IssuedDocument.objects.filter(kind="receipt").order_by("number")
        assert list(rows.values_list("number", flat=True)) == [1, 2]
