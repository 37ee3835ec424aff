"""The team gives back: with a reason, never more than was paid, a large one by two people; many at once."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from kundenkreis.core import scope
from kundenkreis.core.refusal import NotAllowed, NotFound, Refused
from kundenkreis.disputes.tests.quarrels import objection, taken
from kundenkreis.ledger.models import Entry, FundsHold
from kundenkreis.ledger.providers.test_card.models import TestCardStep
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, on
from kundenkreis.redress import actions, queries
from kundenkreis.redress.models import RedressRules, Refund
from kundenkreis.redress.personal_data import RedressData
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


@pytest.fixture
def visit(vreni, jonas, at):
    return taken(vreni, jonas, at)


def give(minor, by, at, **more):
    words = {"subject": SUBJECT, "amount": chf(minor), "reason": "goodwill", "by": by, "at": at}  # fmt: skip
    return actions.refund(**{**words, **more})


def stopped_by(statement: str) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return str(refused.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    return ""


def test_a_small_one_goes_back_at_once_and_the_helper_keeps_hers(visit, vreni, jonas, reto, at):  # fmt: skip
    row = give(1000, reto, at, text="Sorry.")
    assert (row.done_at, row.two_people, row.customer) == (at, False, vreni)
    assert (due(jonas), on("goodwill"), on("funding")) == (4165, -1000, -3900)
    assert queries.left(SUBJECT) == chf(3900)
    assert [each.pk for each in queries.refunds_of(SUBJECT)] == [row.pk]


@pytest.mark.flow
def test_a_large_one_takes_two_also_in_pieces(visit, reto, mira, at):
    RedressRules.objects.create(four_eyes_from=3000)
    give(2000, reto, at)
    row = give(1000, reto, at)
    assert (row.two_people, row.waits, FundsHold.objects.get().reimbursed_amount) == (True, True, 2000)  # fmt: skip
    assert queries.left(SUBJECT) == chf(1900), "what waits is spoken for"
    with pytest.raises(Refused, match="too_much"):
        give(1901, reto, at)
    with pytest.raises(Refused, match="four_eyes"):
        actions.approve(row, by=reto, at=at)
    actions.approve(row, by=mira, at=at)
    assert FundsHold.objects.get().reimbursed_amount == 3000
    with pytest.raises(Refused, match="decided_already"):
        actions.refuse(row, by=mira, at=at)
    other = give(1900, mira, at)
    actions.refuse(other, by=reto, at=at)
    assert queries.left(SUBJECT) == chf(1900)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"reason": "bored"}, "unknown_reason"),
        ({"amount": chf(0)}, "bad_amount"),
        ({"amount": chf(4901)}, "too_much"),
        ({"subject": "booking:free"}, "nothing_held"),
    ],
)
def test_a_refund_has_its_limits(visit, reto, at, more, reason):
    with pytest.raises(Refused, match=reason):
        give(1000, reto, at, **more)


@pytest.mark.slow
def test_only_the_team_and_never_for_oneself_or_past_an_objection(vreni, jonas, reto, at):
    taken(vreni, reto, at)
    for person in (vreni, jonas, reto):
        with pytest.raises(NotAllowed):
            give(1000, person, at)
    taken(vreni, jonas, at, subject="booking:2", idem="two")
    objection(vreni, jonas, at, subject="booking:2")
    with pytest.raises(Refused, match="disputed"):
        give(1000, reto, at, subject="booking:2")
    with pytest.raises(NotFound):
        queries.refund(Refund().pk)


@pytest.mark.flow
def test_the_database_asks_for_the_second_person_too(visit, reto, mira, at):
    RedressRules.objects.create(four_eyes_from=3000)
    row = give(4900, reto, at)
    me = f"checked_at = now(), checked_by_id = '{reto.pk}'"
    assert (
        stopped_by("update kundenkreis_refund set done_at = now()")
        == "refund_checked_first"
    )
    assert stopped_by(f"update kundenkreis_refund set {me}") == "refund_four_eyes"
    assert stopped_by("update kundenkreis_refund set two_people = false") == "refund_kept"
    assert stopped_by("update kundenkreis_refund set amount = 1") == "refund_kept"
    assert stopped_by("delete from kundenkreis_refund") == "append_only"
    assert (
        stopped_by("update kundenkreis_refund set refused_at = now()")
        == "refund_refused_by"
    )
    other = f"checked_at = now(), checked_by_id = '{mira.pk}'"
    assert (
        stopped_by(f"update kundenkreis_refund set {other}, done_at = now()")
        == "refund_agrees"
    )
    both = f"update kundenkreis_refund set {other}, done_at = now(), refused_at = now()"
    assert stopped_by(both) == "refund_one_end"
    copy = (
        "insert into kundenkreis_refund (id, brand_id, reference, subject, customer_id, amount, currency, reason, text, asked_at, asked_by_id, two_people)"
        " select gen_random_uuid(), brand_id, 'ZZZZ-ZZZZ', subject, customer_id, {}, currency, reason, '', asked_at, asked_by_id, false from kundenkreis_refund"
    )
    assert stopped_by(copy.format(1)) == "refund_takes_two"
    assert stopped_by(copy.format(0).replace("false", "true")) == "refund_amount"
    actions.approve(row, by=mira, at=at)
    assert stopped_by("update kundenkreis_refund set done_at = now()") == "refund_kept"


@pytest.mark.flow
def test_words_go_with_the_customer(visit, vreni, reto, jonas, at):
    give(1000, reto, at, text="Sorry, Vreni.")
    plug = RedressData()
    assert plug.export(vreni)["refunds"][0]["text"] == "Sorry, Vreni."
    plug.forget(vreni, at=at)
    assert Refund.objects.get().text == ""
    assert plug.keep_until(vreni)
    assert plug.keep_until(jonas) is None


@pytest.mark.slow
@pytest.mark.parametrize("provider", ["test_card", "invoice"])
def test_a_hundred_refunds_of_the_team_at_once_never_give_more_than_was_paid(committed_db, provider):  # fmt: skip
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        vreni, jonas = make_person("Vreni", AT), make_person("Jonas", AT)
        team = [make_person(f"Reto {n}", AT, "agent") for n in range(10)]
        taken(vreni, jonas, AT, provider=provider)

        def refund(number: int) -> str:
            with scope.inside(brand.pk):
                try:
                    return "made" if give(100, team[number % 10], AT).done_at else "waits"
                except Refused as refused:
                    return refused.reason

        assert Counter(committed_db.together(100, refund)) == {"made": 49, "too_much": 51}
        assert FundsHold.objects.get().reimbursed_amount == 4900
        assert sum(Entry.objects.values_list("amount", flat=True)) == 0
        outside = sum(TestCardStep.objects.filter(kind="refund").values_list("amount", flat=True))  # fmt: skip
        assert outside == (4900 if provider == "test_card" else 0)
        assert due(jonas) == 4165
