"""Small faults are made good by rule, once a visit, from the company's money; the credit is spent by itself."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from kundenkreis.core import scope
from kundenkreis.disputes.tests.quarrels import taken
from kundenkreis.ledger.models import FundsHold, Journal
from kundenkreis.ledger.tests.till import SUBJECT, chf, due, on
from kundenkreis.redress import actions, queries
from kundenkreis.redress.models import MakeGood, RedressRules
from kundenkreis.redress.personal_data import RedressData
from kundenkreis.redress.tests.test_refunds import stopped_by
from tests.cast import make_brand, make_person

AT = datetime(2026, 3, 10, 9, tzinfo=ZoneInfo("Europe/Zurich"))


def good(person, at, kind="late", subject=SUBJECT):
    return actions.make_good(subject=subject, person=person, kind=kind, currency="CHF", by=None, at=at)  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize(("kind", "amount"), [("late", 500), ("missing", 1500), ("cancelled", 1000)])  # fmt: skip
def test_each_fault_has_its_amount_once_a_visit(vreni, at, kind, amount):
    for _twice in range(2):
        made = good(vreni, at, kind)
    good(vreni, at, "missing")
    assert (made.money, MakeGood.objects.count()) == (chf(amount), 1)
    assert queries.credit_of(vreni) == [chf(amount)]
    assert on("goodwill") == -amount
    assert queries.made_good(SUBJECT) == made


def test_a_brand_may_give_nothing(vreni, at):
    RedressRules.objects.create(late_amount=0)
    assert good(vreni, at) is None
    assert not Journal.objects.exists()


@pytest.mark.flow
def test_the_credit_is_taken_off_what_she_pays_next_and_the_helper_gets_all(
    vreni, jonas, at
):
    good(vreni, at, "missing", "booking:earlier")
    taken(vreni, jonas, at)
    assert actions.spend_credit(SUBJECT, at=at) == chf(1500)
    assert actions.spend_credit(SUBJECT, at=at) is None
    assert (on("funding"), on("credit"), due(jonas)) == (-3400, 0, 4165)
    assert FundsHold.objects.get().reimbursed_amount == 1500


@pytest.mark.flow
def test_a_credit_larger_than_the_price_lasts_for_two(vreni, jonas, at):
    RedressRules.objects.create(missing_amount=6000)
    good(vreni, at, "missing", "booking:earlier")
    taken(vreni, jonas, at)
    assert actions.spend_credit(SUBJECT, at=at) == chf(4900)
    taken(vreni, jonas, at, subject="booking:2", idem="two")
    assert actions.spend_credit("booking:2", at=at) == chf(1100)


@pytest.mark.flow
def test_the_company_pays_and_nothing_held_spend_nothing(vreni, jonas, at):
    good(vreni, at, "late", "booking:earlier")
    taken(None, jonas, at, provider="company")
    assert actions.spend_credit(SUBJECT, at=at) is None
    assert actions.spend_credit("booking:unknown", at=at) is None


def test_what_was_made_good_stays_and_is_in_the_books(vreni, at):
    good(vreni, at)
    assert stopped_by("update kundenkreis_makegood set amount = 1") == "append_only"
    copy = (
        "insert into kundenkreis_makegood (brand_id, subject, person_id, kind, amount, currency, at)"
        " select brand_id, {}, person_id, {}, {}, currency, at from kundenkreis_makegood"
    )
    assert stopped_by(copy.format("subject", "kind", "amount")) == "made_good_once"
    assert stopped_by(copy.format("'booking:x'", "kind", "amount")) == "make_good_agrees"
    assert stopped_by(copy.format("'booking:x'", "'bored'", "amount")) == "made_good_kind"
    assert stopped_by(copy.format("'booking:x'", "kind", "0")) == "made_good_amount"
    assert RedressData().export(vreni)["made_good"][0]["amount"] == 500


@pytest.mark.slow
def test_many_at_once_make_good_once_and_spend_once(committed_db):
    brand = make_brand("alpenfon", "Alpenfon", AT)
    with scope.inside(brand.pk):
        vreni, jonas = make_person("Vreni", AT), make_person("Jonas", AT)
        taken(vreni, jonas, AT)

        def inside(act):
            def run(number):
                with scope.inside(brand.pk):
                    return act(number)

            return committed_db.together(16, run)

        made = inside(lambda n: good(vreni, AT).pk)
        assert len(set(made)) == 1
        spent = inside(lambda n: actions.spend_credit(SUBJECT, at=AT))
        assert Counter(spent) == {chf(500): 1, None: 15}
        assert FundsHold.objects.get().reimbursed_amount == 500
