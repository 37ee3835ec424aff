"""Bills: issued once after the work, paid in parts, twice or too much, reminded of; never the helper's risk."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from kundenkreis.bills import actions, paper, references, schedule
from kundenkreis.bills.models import Bill
from kundenkreis.bills.tests.debts import EURO_IBAN, IBAN, bill, on_credit, paid, work
from kundenkreis.core.refusal import Invalid
from kundenkreis.ledger.queries import owed_to, statement, trial_balance
from kundenkreis.ledger.tests.till import SUBJECT, chf, on
from kundenkreis.notifications.models import EventRow
from kundenkreis.payouts import actions as payouts
from kundenkreis.payouts.models import PayoutAccount

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def owed(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    return bill(vreni, jonas, at)


@pytest.mark.flow
def test_check_digits_are_those_of_the_standards():
    # The examples of SIX (Implementation Guidelines QR-bill) and of ISO 11649.
    assert references.is_reference("210000000003139471430009017")
    assert not references.is_reference("210000000003139471430009016")
    assert references.is_reference("RF18539007547034")
    assert not references.is_reference("RF19539007547034")
    for number in (1, 42, 999_999):
        assert references.is_reference(references.qr_reference(7, number))
        assert references.is_reference(references.creditor_reference(7, number))
    assert references.found_in("Danke! 21 00000 00003 13947 14300 09017") == "210000000003139471430009017"  # fmt: skip
    assert references.found_in("rf18 5390 0754 7034") == "RF18539007547034"
    assert references.found_in("ohne") == ""


@pytest.mark.flow
def test_the_parts_of_one_visit_are_one_bill_and_each_is_billed_once(
    alpenfon, vreni, jonas, at
):
    on_credit(alpenfon)
    work(vreni, jonas, at)
    work(vreni, jonas, at, subject=f"{SUBJECT}:more:1", amount=1200)
    first = actions.issue(SUBJECT, by=None, at=at)
    assert first is not None
    assert (first.money, first.number, first.lines.count()) == (chf(6100), 1, 2)
    assert first.due_on == at.date() + timedelta(days=30)
    assert len(first.reference) == 27
    assert actions.issue(SUBJECT, by=None, at=at) is None
    work(vreni, jonas, at, subject="booking:2")
    second = actions.issue("booking:2", by=None, at=at)
    assert second is not None
    assert second.number == 2


def test_what_was_paid_at_once_is_not_billed(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    assert actions.issue(SUBJECT, by=None, at=at) is None


@pytest.mark.flow
def test_in_parts_whole_twice_and_too_much(owed, vreni, mira, at):
    assert (owed.owed, on("receivable")) == (chf(4900), -4900)
    assert paid(owed, 2000, mira, at).owed == chf(2900)
    assert paid(owed, 2000, mira, at).owed == chf(2900), "the same movement counts once"
    assert paid(owed, 2900, mira, at, "two").owed == chf(0)
    assert not Bill.objects.all().unpaid().exists()
    assert paid(owed, 4900, mira, at, "three").owed == chf(-4900)
    assert on("receivable") == 4900
    assert sum(row.money.amount for row in trial_balance()) == 0
    with translation.override("en"):
        words = [line.words(vreni) for line in statement(SUBJECT)]
    assert words.count("You paid this of your bill.") == 3
    assert EventRow.objects.filter(name="bill_paid").count() == 3


@pytest.mark.flow
def test_nothing_another_currency_or_a_changed_movement_is_refused(owed, mira, at):
    for amount, currency in ((0, "CHF"), (-5, "CHF"), (4900, "EUR")):
        with pytest.raises(Invalid, match="bad_amount"):
            paid(owed, amount, mira, at, "x", currency)
    paid(owed, 100, mira, at)
    with pytest.raises(Invalid, match="idempotency_mismatch"):
        paid(owed, 200, mira, at)
    assert on("receivable") == -4800


@pytest.mark.flow
def test_overdue_is_never_the_helpers_risk(owed, jonas, mira, reto, at):
    late = at + timedelta(days=90)
    schedule.due(at=late)
    assert Bill.objects.all().unpaid().get().is_overdue(late.date())
    assert owed_to(jonas) == [chf(4165)]
    payouts.set_account(jonas, holder="Jonas", iban=IBAN, by=jonas, at=at)
    assert PayoutAccount.objects.get(person=jonas).is_usable(late)
    batch = payouts.make_batch(by=mira, at=late)
    payouts.release(batch, by=reto, at=late)
    for payout in batch.payouts.all():
        payouts.send(payout, by=None, at=late)
    assert (owed_to(jonas), on("bank")) == ([], 4165)
    assert on("receivable") == -4900, "the debt is between the customer and the brand"


@pytest.mark.flow
def test_two_reminders_by_the_clock_and_none_once_it_is_paid(owed, vreni, jonas, mira, at):
    def reminders(day, hour=12):
        moment = at.replace(hour=hour) + timedelta(days=day)
        schedule.due(at=moment)
        schedule.due(at=moment)
        return Bill.objects.get(pk=owed.pk).reminders

    assert [reminders(30), reminders(32), reminders(33, 4)] == [0, 0, 0]
    assert [reminders(33), reminders(40), reminders(46)] == [1, 1, 1]
    assert [reminders(47), reminders(80), reminders(300)] == [2, 2, 2]
    work(vreni, jonas, at, subject="booking:2")
    other = actions.issue("booking:2", by=None, at=at)
    assert other is not None
    paid(other, 4900, mira, at, "other")
    schedule.due(at=at + timedelta(days=60))
    assert Bill.objects.get(pk=other.pk).reminders == 0


@pytest.mark.flow
@pytest.mark.parametrize(
    ("law", "statement"),
    [
        ("bill_kept", "update kundenkreis_bill set amount = 1"),
        ("bill_kept", "update kundenkreis_bill set due_on = due_on + 1"),
        ("bill_agrees", "update kundenkreis_bill set paid = 4900"),
        ("append_only", "delete from kundenkreis_billpayment"),
        ("append_only", "update kundenkreis_billline set amount = 1"),
        ("bill_agrees", "update kundenkreis_billpayment set amount = amount - 1"),
    ],
)
def test_the_database_keeps_bills(owed, mira, at, law, statement):
    paid(owed, 100, mira, at)

    def attack():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("set constraints all immediate")

    with pytest.raises(IntegrityError) as broken:
        attack()
    assert broken.value.__cause__.diag.constraint_name == law  # type: ignore[union-attr]


@pytest.mark.slow
def test_the_paper_asks_for_what_is_owed(owed, mira, at):
    row = paid(owed, 900, mira, at)
    lines = list(row.lines.select_related("hold__payee", "bill__brand"))
    made = paper.pdf(row, lines, language="de")
    assert made.startswith(b"%PDF-")
    assert made == paper.pdf(row, lines, language="de"), "the same bill is the same paper"


@pytest.mark.flow
def test_the_code_for_euros_says_payee_account_amount_and_reference(
    alpenfon, vreni, jonas, at
):
    on_credit(alpenfon, iban=EURO_IBAN)
    row = bill(vreni, jonas, at)
    row.currency = "EUR"
    assert row.reference.startswith("RF")
    assert references.is_reference(row.reference)
    assert paper.epc(row).version  # a code was made of valid parts
    lines = list(row.lines.select_related("hold__payee", "bill__brand"))
    assert paper.pdf(row, lines, language="fr").startswith(b"%PDF-")
