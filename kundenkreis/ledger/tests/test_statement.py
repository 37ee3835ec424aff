"""Every reader is told the same movements in her own words."""

import re
from datetime import UTC, timedelta

import pytest
from django.template import engines
from django.utils import translation

from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.ledger import actions, queries
from kundenkreis.ledger.models import Account, FundsHold
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(viewer) -> list[str]:
    return [
        f"{line.words(viewer)} {line.money.amount}" for line in queries.statement(SUBJECT)
    ]


def capture(payee, at, amount=None, commission=735, subject=SUBJECT) -> None:
    actions.capture(
        subject=subject,
        payee=payee,
        amount=amount,
        commission=chf(commission),
        by=None,
        at=at,
    )


@pytest.mark.flow
def test_customer_helper_and_brand_hear_it_each_in_their_words(vreni, jonas, at):
    hold(vreni, jonas, at)
    capture(jonas, at)
    assert told(vreni) == [
        "You paid. The money is held until the help is done. 4900",
        "The help is done. Jonas receives this. 4165",
        "Commission of 15 % for Alpenfon. 735",
    ]
    assert told(jonas) == [
        "Vreni paid. The money is held until the help is done. 4900",
        "The help is done. You receive this. 4165",
        "Commission of 15 % for Alpenfon. 735",
    ]
    assert told(None)[1] == "The help is done. Jonas receives this. 4165"


@pytest.mark.flow
def test_a_late_cancellation_is_explained(vreni, jonas, at):
    hold(vreni, jonas, at)
    actions.settle_cancellation(
        subject=SUBJECT,
        kept=chf(2450),
        payee=jonas,
        commission=chf(350),
        reason="customer_cancelled",
        by=vreni,
        at=at,
    )
    assert told(vreni)[1:] == [
        "Jonas receives this for the cancelled appointment. 2100",
        "Commission of 14.3 % for Alpenfon. 350",
        "You get this back. 2450",
    ]
    assert told(jonas)[1] == "You receive this for the cancelled appointment. 2100"


def test_what_the_brand_keeps_is_not_called_commission(vreni, at):
    hold(vreni, None, at)
    actions.settle_cancellation(
        subject=SUBJECT,
        kept=chf(1000),
        payee=None,
        commission=chf(0),
        reason="customer_no_show",
        by=None,
        at=at,
    )
    assert told(None)[1:] == [
        "Alpenfon keeps this for the cancelled appointment. 1000",
        "Vreni gets this back. 3900",
    ]


def test_when_the_company_pays_its_name_stands_there(vreni, jonas, at):
    hold(None, jonas, at, provider="company")
    actions.refund(
        subject=SUBJECT, amount=chf(900), reason="wish", idem="r", by=None, at=at
    )
    assert told(vreni) == [
        "Alpenfon paid. The money is held until the help is done. 4900",
        "Alpenfon gets this back. 900",
    ]


@pytest.mark.flow
def test_parts_stand_on_the_same_statement_and_strangers_do_not(vreni, jonas, at):
    part = f"{SUBJECT}:part:1"
    hold(vreni, jonas, at)
    hold(vreni, jonas, at, subject=part, idem="two", amount=chf(1500))
    hold(vreni, jonas, at, subject=f"{SUBJECT}0", idem="three")
    assert [line.money.amount for line in queries.statement(SUBJECT)] == [4900, 1500]
    assert [held.amount for held in FundsHold.objects.of(SUBJECT)] == [4900, 1500]
    amounts = sorted(entry.money.amount for entry in queries.entries(SUBJECT))
    assert amounts == [-4900, -1500, 1500, 4900]


@pytest.mark.flow
def test_the_statement_needs_one_query_however_long(
    vreni, jonas, at, django_assert_num_queries
):
    hold(vreni, jonas, at)
    with django_assert_num_queries(1):
        assert told(vreni)
    capture(jonas, at, amount=chf(3000))
    with django_assert_num_queries(1):
        assert len(told(vreni)) == 4


def test_the_macro_shows_sentences_times_and_amounts(vreni, jonas, at):
    hold(vreni, jonas, at, by=vreni)
    template = engines["jinja2"].from_string(
        '{% from "ledger/statement.html" import statement with context %}{{ statement(lines, viewer) }}'
    )
    lines = queries.statement(SUBJECT)
    mine = template.render({"lines": lines, "viewer": vreni})
    assert "You paid." in mine
    assert "→" not in mine
    brands = template.render({"lines": lines, "viewer": None})
    assert re.search(r"Vreni → Set aside\s*· Vreni", brands)
    assert "No money has moved yet." in template.render({"lines": [], "viewer": None})


def test_the_api_lists_entries_that_sum_to_zero(vreni, jonas, at):
    hold(vreni, jonas, at)
    capture(jonas, at, amount=chf(3000))
    rows = [entry.as_json() for entry in queries.entries(SUBJECT)]
    assert sum(row["amount"] for row in rows) == 0
    assert {"account": "commission", "amount": 735, "currency": "CHF"}.items() <= next(
        row for row in rows if row["account"] == "commission"
    ).items()
    assert rows[0]["at"] == at.astimezone(UTC).isoformat()
    assert {row["kind"] for row in rows} == {"hold", "capture"}


def test_all_accounts_of_the_brand_sum_to_zero(vreni, jonas, at, seeland):
    hold(vreni, jonas, at)
    capture(jonas, at)
    sums = {row.kind: row.money.amount for row in queries.trial_balance()}
    assert sums == {"commission": 735, "funding": -4900, "hold": 0, "payable": 4165}
    with scope.inside(seeland.pk):
        assert queries.trial_balance() == []


def test_balances_are_read_where_they_are_kept_and_summed_where_not(vreni, jonas, at):
    held = hold(vreni, jonas, at)
    assert queries.balance(held.account) == chf(4900)
    assert queries.balance(Account.objects.get(kind="funding")) == chf(-4900)
    empty = Account.objects.create(kind="commission", currency="EUR", may_overdraw=True)
    assert queries.balance(empty) == Money(0, "EUR")


def test_earnings_by_month_and_what_is_still_due(vreni, jonas, at):
    hold(vreni, jonas, at)
    assert queries.earnings(jonas) == queries.owed_to(jonas) == []
    capture(jonas, at)
    day = timedelta(days=1)
    assert queries.earnings(jonas) == queries.owed_to(jonas) == [chf(4165)]
    assert queries.earnings(jonas, since=at, until=at + day) == [chf(4165)]
    assert queries.earnings(jonas, since=at + day) == []
    assert queries.earnings(jonas, until=at) == []


def test_what_a_subject_cost_the_company(vreni, jonas, at):
    hold(None, jonas, at, provider="company")
    hold(vreni, jonas, at, subject="booking:paid-by-vreni", idem="two")
    hold(None, jonas, at, provider="company", subject="booking:free", idem="three")
    capture(jonas, at, amount=chf(3000), commission=0)
    actions.refund(subject="booking:free", reason="wish", idem="r", by=None, at=at)
    subjects = [SUBJECT, "booking:paid-by-vreni", "booking:free"]
    assert queries.cost_to_company(subjects) == {SUBJECT: chf(3000)}
