"""A statement made once says what Django's own would, of the brand inside, each time."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.sending import Statement
from kundenkreis.core.statements import asked, insert, update
from kundenkreis.notifications.models import EventRow


@asked
def priced(slug: str, price: int) -> QuerySet[ServicePackage]:
    rows = ServicePackage.objects.select_related("brand")
    return rows.filter(slug=slug, price__gte=price).order_by("pk")


@asked
def held(pk: int) -> QuerySet[ServicePackage]:
    return ServicePackage.objects.select_for_update().filter(pk=pk)


@asked
def names() -> QuerySet[ServicePackage, str]:
    return ServicePackage.objects.order_by("slug").values_list("slug", flat=True)


def package(slug: str = "shelf", **more) -> ServicePackage:
    words = {"en": "Put up a shelf", "de": "Regal ’%s"}
    return ServicePackage(slug=slug, words=words, price=4900, duration=timedelta(hours=1), requires=["identity"], **more)  # fmt: skip


def test_what_is_written_is_read_as_django_reads_it(alpenfon):
    row = package()
    assert insert(row)
    for _each in range(4):  # the last ones are prepared
        [read] = priced("shelf", 100)
    assert read == ServicePackage.objects.get(slug="shelf") == row
    for field in ServicePackage._meta.concrete_fields:
        assert getattr(read, field.attname) == getattr(row, field.attname), field
    assert not read._state.adding
    assert not row._state.adding
    with CaptureQueriesContext(connection) as seen:
        assert read.brand == alpenfon
    assert not seen, "the joined row came along"


def test_other_values_find_other_rows(alpenfon):
    insert(package())
    assert priced.first("shelf", 4901) is None
    assert priced.first("shelf", 4900) is not None
    assert "shelf" in names()


def test_a_question_said_in_one_brand_is_asked_in_another(alpenfon, seeland):
    insert(package())
    assert priced("shelf", 0)
    with scope.inside(seeland.pk):
        assert not priced("shelf", 0)
        assert "shelf" not in names()
    assert scope.brand_id() == alpenfon.pk


def test_outside_any_brand_nothing_is_asked(db):
    with pytest.raises(scope.OutsideAnyBrand):
        names()


def test_nothing_is_written_for_another_brand(alpenfon, seeland):
    with pytest.raises(scope.AnotherBrand):
        insert(package(brand=seeland))


def test_a_key_that_is_taken_raises_or_is_left(alpenfon):
    assert insert(package())
    again = package()
    assert not insert(again, unless_there=True)
    assert not again.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(package())


def test_some_fields_or_all_are_written_anew(alpenfon):
    row = package()
    insert(row)
    row.price, row.position = 5900, 7
    update(row, "price")
    assert priced("shelf", 0)[0].price == 5900
    assert priced("shelf", 0)[0].position != 7
    update(row)
    assert priced("shelf", 0)[0].position == 7


def test_what_is_gone_or_has_no_such_field_is_not_written(alpenfon):
    row = package()
    with pytest.raises(DatabaseError, match="to write to"):
        update(row, "price")
    with pytest.raises(ValueError, match="prize"):
        update(row, "prize")


def test_a_row_that_was_refused_ends_the_transaction_though_nobody_says_so(alpenfon):
    insert(package())
    with transaction.atomic():
        with suppress(IntegrityError):
            insert(package())
        assert connection.needs_rollback


def test_a_lazy_row_is_written_as_the_row_it_stands_for(alpenfon):
    row = package()
    lazy: Any = SimpleLazyObject(lambda: row)
    insert(lazy)
    row.price = 5900
    update(lazy, "price")
    assert priced("shelf", 0)[0].price == 5900


def test_what_the_database_fills_in_comes_back(alpenfon, at):
    row = EventRow(name="said", payload={"a": ["b", 1]}, topics=["desk"], at=at)
    insert(row)
    assert EventRow.objects.get(pk=row.pk).payload == {"a": ["b", 1]}


def test_nothing_is_locked_outside_a_transaction(alpenfon, monkeypatch):
    insert(row := package())
    assert held(row.pk) == [row]
    with monkeypatch.context() as outside:
        outside.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(transaction.TransactionManagementError):
            held(row.pk)


def test_a_value_that_is_none_would_be_another_question(alpenfon):
    with pytest.raises(AssertionError, match="price"):
        priced("shelf", None)  # type: ignore[arg-type]


def test_a_percent_sign_before_a_letter_is_no_value():
    said = Statement("SELECT %s WHERE title LIKE '%%solved' AND x = %s").numbered
    assert said == "SELECT $1 WHERE title LIKE '%solved' AND x = $2"
