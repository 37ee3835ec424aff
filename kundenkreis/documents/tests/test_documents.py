"""Documents: issued once, numbered without gaps, never changed, and every figure the ledger's."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from kundenkreis.bills.tests.debts import on_credit
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.documents import actions, paper, queries, statements, words
from kundenkreis.documents.models import IssuedDocument, IssuedLine, TaxDetails
from kundenkreis.documents.tests.papers import (
    HOME,
    issued,
    refused_by,
    taken_back,
    taxed,
    text_of,
    with_vat,
    work,
)
from kundenkreis.ledger import actions as ledger
from kundenkreis.ledger import vat
from kundenkreis.ledger.models import Entry
from kundenkreis.ledger.queries import owed_to
from kundenkreis.ledger.tests.till import SUBJECT, chf, hold

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(("gross", "points", "tax"), [(4900, 810, 367), (11900, 1900, 1900), (12000, 2000, 2000), (1, 810, 0), (7, 810, 1), (4900, 0, 0)])  # fmt: skip
def test_the_tax_is_inside_the_price_rounded_half_up(gross, points, tax):
    assert vat.inside(gross, points) == tax


@pytest.mark.flow
def test_a_signed_off_visit_is_a_receipt_and_a_credit_note(alpenfon, vreni, jonas, at):
    with_vat(alpenfon)
    taxed(jonas, at)
    work(vreni, jonas, at)
    work(vreni, jonas, at, f"{SUBJECT}:more:1", 1200)
    made = issued(at)
    assert set(made) == {"receipt", "self_billing"}
    receipt, credit = made["receipt"], made["self_billing"]
    assert (receipt.money, receipt.vat, receipt.person) == (chf(6100), chf(367 + 90), vreni)
    assert (credit.money, credit.vat, credit.person) == (chf(4165 + 1020), chf(312 + 76), jonas)  # fmt: skip
    assert (receipt.reference, credit.reference) == ("R-2026-000001", "G-2026-000001")
    assert receipt.supplier["vat_number"] == credit.recipient["vat_number"]
    assert credit.supplier["name"] == "Jonas Keller"
    assert issued(at) == {}, "documented once"


@pytest.mark.flow
def test_what_is_on_documents_is_what_is_in_the_ledger(alpenfon, vreni, jonas, aylin, at):
    for number in range(4):
        subject = f"booking:0b9f5c0e-0000-4000-8000-00000000001{number}"
        work(vreni, jonas, at, subject, 4900 + 137 * number)
        if number % 2:
            taken_back(subject, 1000 + number, at, from_payee=number == 1)
        actions.issue(subject, by=None, at=at)
    work(None, aylin, at, "consultation:5", 900, provider="company")
    actions.issue("consultation:5", by=None, at=at)

    def sum_of(*kinds):
        rows = IssuedDocument.objects.filter(kind__in=kinds)
        return rows.aggregate(sum=Sum("amount"))["sum"] or 0

    def entries(**where):
        return Entry.objects.filter(**where).aggregate(sum=Sum("amount"))["sum"] or 0

    back = entries(journal__kind="reimbursed", account__kind="funding")
    paid = (
        entries(journal__kind="capture", account__kind__in=["payable", "commission"]) - 900
    )
    assert (sum_of("receipt"), sum_of("credit_note")) == (paid, back)
    due = sum(money.amount for who in (jonas, aylin) for money in owed_to(who))
    assert sum_of("self_billing") - sum_of("self_billing_correction") == due
    assert not IssuedDocument.objects.filter(kind="receipt", person=aylin).exists()


@pytest.mark.flow
def test_money_that_goes_back_corrects_the_receipt_and_the_credit_note(
    alpenfon, vreni, jonas, at
):
    with_vat(alpenfon)
    work(vreni, jonas, at)
    first = issued(at)
    taken_back(SUBJECT, 2000, at, from_payee=True)
    made = issued(at)
    assert set(made) == {"credit_note", "self_billing_correction"}
    assert made["credit_note"].money == chf(2000)
    assert made["credit_note"].corrects == first["receipt"].reference
    assert made["self_billing_correction"].money == chf(1700)
    assert made["self_billing_correction"].corrects == first["self_billing"].reference
    assert issued(at) == {}


@pytest.mark.flow
def test_who_pays_by_bill_gets_no_second_invoice_but_its_correction(
    alpenfon, vreni, jonas, at
):
    on_credit(alpenfon)
    work(vreni, jonas, at, provider="invoice")
    assert set(issued(at)) == {"self_billing"}
    taken_back(SUBJECT, 500, at, from_payee=False)
    made = issued(at)
    assert set(made) == {"credit_note"}, "the helper is not at fault: nothing is taken off"


@pytest.mark.flow
def test_nothing_is_documented_before_it_is_taken_nor_what_went_back_before(
    alpenfon, vreni, jonas, at
):
    hold(vreni, jonas, at)
    assert issued(at) == {}
    ledger.settle_cancellation(subject=SUBJECT, kept=chf(0), payee=None, commission=chf(0), reason="x", by=vreni, at=at)  # fmt: skip
    assert issued(at) == {}


def test_a_cancelled_visit_that_costs_is_a_receipt_that_says_so(alpenfon, vreni, jonas, at):
    hold(vreni, jonas, at)
    ledger.settle_cancellation(subject=SUBJECT, kept=chf(2450), payee=None, commission=chf(2450), reason="x", by=vreni, at=at)  # fmt: skip
    made = issued(at)
    assert set(made) == {"receipt"}
    line = queries.lines_of(made["receipt"])[0]
    assert (line.what, line.amount) == ("cancelled", 2450)
    assert words.line(line).startswith(("Cancelled", "Abgesagt", "Cancelled visit"))


@pytest.mark.flow
@pytest.mark.parametrize(
    ("status", "country", "said"),
    [("small_business", "DE", "19"), ("small_business", "CH", "10"), ("small_business", "AT", "27"), ("private", "CH", "Privatperson")],
)  # fmt: skip
def test_who_charges_no_tax_says_why(alpenfon, vreni, jonas, at, status, country, said):
    taxed(jonas, at, status, country=country)
    work(vreni, jonas, at)
    credit = issued(at)["self_billing"]
    assert (credit.vat_amount, credit.status) == (0, status)
    assert any(said in each for each in words.remarks(credit, queries.lines_of(credit)))


@pytest.mark.flow
def test_a_change_counts_for_new_documents_only(alpenfon, vreni, jonas, at):
    taxed(jonas, at, "private")
    work(vreni, jonas, at)
    old = issued(at)["self_billing"]
    taxed(jonas, at, "vat", name="Keller IT")
    work(vreni, jonas, at, "booking:2")
    new = issued(at, "booking:2")["self_billing"]
    old.refresh_from_db()
    assert (old.supplier["name"], old.vat_amount) == ("Jonas Keller", 0)
    assert (new.supplier["name"], new.number) == ("Keller IT", 2)
    assert TaxDetails.objects.filter(person=jonas, replaced_at=None).count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"name": "  "}, "empty"), ({"number": "x"}, "bad_number"), ({"vat_percent": "81"}, "bad_percent"), ({"vat_percent": "a"}, "bad_percent"), ({"country": "Schweiz"}, "unknown_country")],
)  # fmt: skip
def test_tax_details_are_refused_in_words(alpenfon, jonas, at, change, reason):
    with pytest.raises(Invalid, match=reason):
        taxed(jonas, at, **change)
    assert not TaxDetails.objects.exists()


def test_nobody_states_anothers_taxes(alpenfon, jonas, vreni, at):
    with pytest.raises(NotAllowed):
        actions.set_tax_details(jonas, status="private", **HOME, by=vreni, at=at)


@pytest.mark.flow
@pytest.mark.parametrize(
    ("law", "statement"),
    [
        ("paper_kept", "update kundenkreis_issueddocument set amount = 1"),
        ("paper_kept", "update kundenkreis_issueddocument set recipient = '{}'"),
        ("append_only", "delete from kundenkreis_issueddocument"),
        ("append_only", "update kundenkreis_issuedline set amount = 1"),
        ("append_only", "delete from kundenkreis_issuedline"),
    ],
)
def test_the_database_keeps_documents(alpenfon, vreni, jonas, at, law, statement):
    work(vreni, jonas, at)
    issued(at)
    assert refused_by(statement) == law


COPY = """
with old as (select * from kundenkreis_issueddocument where kind = 'receipt'), made as (
  insert into kundenkreis_issueddocument (id, brand_id, kind, year, number, subject, person_id, issued_at, words, supplier,
    recipient, status, corrects, amount, vat_amount, currency)
  select gen_random_uuid(), brand_id, kind, year, %s, subject, person_id, issued_at, words, supplier, recipient, status, corrects, %s,
    0, currency from old returning id, brand_id)
insert into kundenkreis_issuedline (brand_id, document_id, journal_id, side, what, amount, vat_points, vat_amount)
select made.brand_id, made.id, (select id from kundenkreis_journal where subject = %s and kind = 'capture'), 'customer',
  'service', %s, 0, 0 from made"""


@pytest.mark.flow
@pytest.mark.parametrize(
    ("law", "number", "subject", "amount"),
    [
        ("paper_no_gap", 3, "booking:2", 4900),
        ("document_numbered_once", 1, "booking:2", 4900),
        ("documented_once", 2, SUBJECT, 4900),
        ("paper_agrees", 2, "booking:2", 4901),
    ],
)
def test_the_database_lets_no_gap_no_double_and_no_other_figure_in(
    alpenfon, vreni, jonas, at, law, number, subject, amount
):
    work(vreni, jonas, at)
    issued(at)
    work(vreni, jonas, at, "booking:2")
    assert refused_by(COPY, number, amount, subject, amount) == law


@pytest.mark.flow
def test_names_leave_when_no_law_keeps_them_and_not_before(alpenfon, vreni, jonas, at):
    long_ago = at - timedelta(days=366 * 12)
    work(vreni, jonas, long_ago)
    old = issued(long_ago)["receipt"]
    work(vreni, jonas, at, "booking:2")
    new = issued(at, "booking:2")["receipt"]
    assert old.recipient["name"]
    assert actions.forget_names(by=None, at=at) == 2
    assert actions.forget_names(by=None, at=at) == 0
    for row in (old, new):
        row.refresh_from_db()
    assert (old.recipient, bool(new.recipient)) == ({}, True)


@pytest.mark.slow
def test_the_paper_is_text_in_the_readers_language(alpenfon, vreni, jonas, at):
    with_vat(alpenfon)
    vreni.name = "Vreni Čapek-Łuczak"
    vreni.save()
    work(vreni, jonas, at)
    receipt = issued(at)["receipt"]
    lines = queries.lines_of(receipt)
    made = paper.pdf(receipt, lines, language="en")
    said = text_of(made)
    for part in ("Receipt", "R-2026-000001", "Vreni Čapek-Łuczak", "49.00", "Zürich", "10 March 2026"):  # fmt: skip
        assert part in said
    assert "8.1" in said
    assert made == paper.pdf(receipt, lines, language="en"), "the same document is the same paper"  # fmt: skip
    for language in ("de", "fr", "it"):
        assert "49.00" in text_of(paper.pdf(receipt, lines, language=language))


@pytest.mark.flow
def test_a_year_adds_up_to_what_is_due(alpenfon, vreni, jonas, at):
    work(vreni, jonas, at - timedelta(days=90), "booking:1")
    work(vreni, jonas, at, "booking:2")
    taken_back("booking:2", 1000, at + timedelta(days=1), from_payee=True)
    year = statements.of_year(jonas, 2026, at=at)
    assert (year.opening, year.closing) == (4165, sum(m.amount for m in owed_to(jonas)))
    total = year.total
    earned = IssuedLine.objects.filter(side="payee").count()
    assert earned == 0, "the statement asks the ledger, not the documents"
    assert total.earned - total.taken_back == 4165 - 850
    assert statements.years_of(jonas) == [2026, 2025]
    said = text_of(paper.statement_pdf(year, language="en"))
    assert "Statement for 2026" in said
    assert f"{year.closing / 100:.2f}" in said
