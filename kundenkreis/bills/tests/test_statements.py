"""The bank's files: camt.054 and CSV, each movement to its bill, once; strange files are refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kundenkreis.bills import statements
from kundenkreis.bills.models import BillPayment
from kundenkreis.bills.tests.debts import bill, on_credit
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Invalid
from kundenkreis.ledger.tests.till import chf, on

pytestmark = pytest.mark.usefixtures("db")

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry>
<Amt Ccy="CHF">59.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-12-01</Dt></BookgDt><AcctSvcrRef>N1</AcctSvcrRef>
<NtryDtls>
<TxDtls><Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs><Amt Ccy="CHF">49.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>Vreni Keller</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Prtry>QRR</Prtry></CdOrPrtry></Tp><Ref>{ref}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
<TxDtls><Refs><AcctSvcrRef>T2</AcctSvcrRef></Refs><Amt Ccy="CHF">10.00</Amt><RmtInf><Ustrd>Miete</Ustrd></RmtInf></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="CHF">80.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-12-01</Dt></BookgDt></Ntry>
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"""


@pytest.fixture
def owed(alpenfon, vreni, jonas, at):
    on_credit(alpenfon)
    return bill(vreni, jonas, at)


@pytest.fixture
def send(client, mira):
    def post(text, name="konto.xml"):
        client.force_login(mira)
        data = text if isinstance(text, bytes) else text.encode()
        return client.post(
            "/bills/imports/",
            {"file": SimpleUploadedFile(name, data)},
            headers={"accept-language": "en"},
        )

    return post


@pytest.mark.slow
def test_camt_054_pays_the_bill_of_its_reference_and_once(owed, send):
    text = CAMT.format(ref=owed.reference)
    page = send(text).text
    for words in ("Paid in full", "No bill has this reference"):
        assert words in page
    payment = BillPayment.objects.get()
    assert (on("receivable"), payment.bank_ref, payment.payer) == (0, "T1", "Vreni Keller")
    assert "Noted before" in send(text).text
    assert (on("receivable"), BillPayment.objects.count()) == (0, 1)


@pytest.mark.flow
def test_csv_in_parts_and_too_much_and_the_same_file_again(owed, send):
    ref = owed.reference
    text = f"Datum;Betrag;Währung;Referenz;Name\n01.12.2026;20.00;CHF;{ref[:2]} {ref[2:]};Vreni\n02.12.2026;20.00;CHF;{ref};Vreni\n02.12.2026;20.00;CHF;{ref};Vreni\n03.12.2026;-5.00;CHF;;Bank\n"  # fmt: skip
    page = send(text, "konto.csv").text
    for words in ("29.00 still owed", "9.00 still owed", "11.00 too much"):
        assert words in page.replace("\xa0", " ")
    assert on("receivable") == 1100
    send(text, "konto.csv")
    assert (on("receivable"), BillPayment.objects.count()) == (1100, 3)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("1'234.50", 123450), ("1.234,50", 123450), ("1,234.50", 123450), ("49", 4900), ("0,05", 5)],
)  # fmt: skip
def test_amounts_as_banks_write_them(typed, minor):
    text = f'date,amount,currency,reference\n2026-12-01,"{typed}",CHF,x'
    assert [row.money for row in statements.read(text.encode())] == [chf(minor)]


@pytest.mark.flow
@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"<a><b></a>", b"\xff\xfe\x00", b"date;amount;reference\nnever;1;x", b"date;amount;reference\n2026-12-01;1.234;x",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>", b" " * (statements.MOST_BYTES + 1),
    ],
)  # fmt: skip
def test_strange_files_are_refused_in_words(owed, send, data):
    with pytest.raises(Invalid, match="unreadable"):
        statements.read(data)
    assert send(data).status_code == 400
    assert on("receivable") == -4900


@pytest.mark.flow
def test_another_currency_pays_nothing(owed, send):
    send(CAMT.format(ref=owed.reference).replace('"CHF"', '"EUR"'))
    assert (on("receivable"), BillPayment.objects.count()) == (-4900, 0)
    assert Money(1, "EUR") != chf(1)


@pytest.mark.slow
def test_staff_sees_and_notes_and_others_do_not_find_it(owed, client, mira, vreni, at):
    path = f"/bills/{owed.pk}/"
    client.force_login(vreni)
    assert {client.get(each).status_code for each in ("/bills/", path, f"{path}paper/")} == {404}  # fmt: skip
    client.force_login(mira)
    assert "Vreni" in client.get("/bills/").text
    assert 'type="file"' in client.get("/bills/").text
    assert client.get(path).status_code == 200
    assert client.get(f"{path}paper/")["Content-Type"] == "application/pdf"
    sent = client.post(path, {"amount": "49.00", "paid_on": "01.12.2026"})
    assert (sent.status_code, on("receivable")) == (303, 0)
    assert client.post(path, {"amount": "x", "paid_on": ""}).status_code == 200


@pytest.mark.flow
@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_stands_in_it(alpenfon, vreni, jonas, mira, at, client, count, django_assert_num_queries):  # fmt: skip
    from kundenkreis.bills import actions
    from kundenkreis.bills.tests.debts import work

    on_credit(alpenfon)
    for number in range(count):
        work(vreni, jonas, at, subject=f"booking:{number}")
        actions.issue(f"booking:{number}", by=None, at=at)
    client.force_login(mira)
    client.get("/bills/")
    with django_assert_num_queries(7):
        client.get("/bills/")
