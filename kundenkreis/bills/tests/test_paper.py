"""The bill on paper: in the customer's language, with the tax, and no name breaks it."""

import pytest
from django.utils import translation

from kundenkreis.bills import actions, paper, queries, references
from kundenkreis.bills.tests.debts import EURO_IBAN, bill, on_credit, paid, work
from kundenkreis.ledger.tests.till import SUBJECT, chf, refused_by
from kundenkreis.ui.tests.pdf import text_of

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.slow]
TAXED = {"vat_percent": "8.1", "vat_number": "CHE-123.456.788 MWST"}


def drawn(row, language="en"):
    lines = list(row.lines.select_related("hold__payee", "bill__brand").order_by("id"))
    made = paper.pdf(row, lines, language=language)
    assert made == paper.pdf(row, lines, language=language), (
        "the same bill is the same paper"
    )
    return made


def test_it_says_what_for_to_whom_and_how_much_tax(alpenfon, vreni, jonas, mira, at):
    on_credit(alpenfon, **TAXED)
    row = paid(bill(vreni, jonas, at), 900, mira, at)
    said = text_of(drawn(row))
    for part in ("Vreni", "Help by Jonas, 10 March 2026", "49.00", "−9.00", "40.00", "CHE-123.456.788 MWST", "Of this CHF 49.00 include 8.1 % VAT: CHF 3.67.", references.grouped(row.reference)):  # fmt: skip
        assert part in said


def test_who_charges_no_tax_says_why_and_a_tip_carries_none(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    small = text_of(drawn(bill(vreni, jonas, at)))
    assert "article 10 paragraph 2 of the Swiss VAT Act" in small.replace("\n", " ")
    on_credit(alpenfon, **TAXED)
    work(vreni, jonas, at, subject="booking:2")
    work(vreni, jonas, at, subject="booking:2:tip:1", amount=500)
    issued = actions.issue("booking:2", by=None, at=at)
    assert issued
    row = queries.bill(issued.pk)
    said = text_of(drawn(row))
    assert "Tip, passed on whole" in said
    assert "Of this CHF 49.00" in said


@pytest.mark.parametrize("name", ["Ł" * 80, "Anna-Maria von und zu " * 3, "محمد علي", "דוד כהן", "👩‍👩‍👧 Vreni 😀", "王小明", "\u202eevil\u2069"])  # fmt: skip
@pytest.mark.parametrize("iban", [{}, {"iban": EURO_IBAN, "name": "Müller & Łuczak GmbH"}])
def test_no_name_breaks_it(alpenfon, vreni, jonas, at, name, iban, caplog):
    on_credit(alpenfon, **iban)
    vreni.name = jonas.name = name
    vreni.save()
    jonas.save()
    row = bill(vreni, jonas, at)
    row.currency = "EUR" if iban else "CHF"
    assert drawn(row).startswith(b"%PDF-")
    assert "missing" not in caplog.text


@pytest.mark.parametrize("language", ["de", "fr", "it"])
def test_it_speaks_the_customers_language(alpenfon, vreni, jonas, at, language):
    on_credit(alpenfon)
    row = bill(vreni, jonas, at)
    with translation.override(language):
        expected = translation.gettext("Bill %(number)s") % {"number": row.number}
    assert expected in text_of(drawn(row, language))


def test_the_swiss_code_carries_what_the_bank_needs(alpenfon, vreni, jonas, at):
    on_credit(alpenfon, name="Łódź Żabka AG")
    row = bill(vreni, jonas, at)
    with translation.override("de"):
        said = paper.swiss(row).qr_data().splitlines()
    assert said[3] == "CH4431999123000889012"
    assert said[5] == "?ódz Zabka AG"
    assert "49.00" in said
    assert row.reference in said


def test_the_database_keeps_what_for_and_to_whom(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    row = bill(vreni, jonas, at)
    assert (row.recipient["name"], row.money) == ("Vreni", chf(4900))
    assert refused_by("update kundenkreis_bill set recipient = '{}'") == "bill_kept"
    assert (
        refused_by("""update kundenkreis_bill set words = '{"de": "x"}'""") == "bill_kept"
    )
    assert refused_by("update kundenkreis_bill set done_on = current_date") == "bill_kept"


def test_names_leave_when_no_law_keeps_them(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    work(vreni, jonas, at)
    old = actions.issue(SUBJECT, by=None, at=at.replace(year=at.year - 12))
    work(vreni, jonas, at, subject="booking:2")
    new = actions.issue("booking:2", by=None, at=at)
    assert old
    assert new
    assert actions.forget_names(by=None, at=at) == 1
    assert actions.forget_names(by=None, at=at) == 0
    for row in (old, new):
        row.refresh_from_db()
    assert (old.recipient, bool(new.recipient)) == ({}, True)
