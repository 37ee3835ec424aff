"""A firm's documents: read by its dispatcher alone, and it is never taxed as a private person."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kundenkreis.core.refusal import Invalid
from kundenkreis.documents import actions
from kundenkreis.documents.models import TaxDetails
from kundenkreis.documents.tests.papers import HOME, issued, refused_by, taxed, work
from kundenkreis.firms import actions as firms

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def firm(alpenfon, beat, at):
    """Beat dispatches for it."""
    return firms.found("Blitz Technik", email=beat.email, by=None, at=at)


def browser(person):
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.slow
def test_the_dispatcher_reads_the_firms_papers_and_says_how_it_is_taxed(firm, vreni, beat, jonas, at):  # fmt: skip
    with time_machine.travel(at + timedelta(hours=1), tick=False):
        empty = browser(beat).get("/firm/documents/").text
        assert "Documents of Blitz Technik" in empty
        assert "No document yet" in empty
        assert "We do not know your tax details" in empty
        assert "Tips are not among them: they belong to whoever came." in empty
        asked = browser(beat).get("/firm/tax-details/").text
        assert 'value="small_business"' in asked
        assert 'value="private"' not in asked
        said = browser(beat).post("/firm/tax-details/", {**HOME, "status": "small_business", "once": "1"})  # fmt: skip
        assert said["location"] == "/firm/documents/"
        work(vreni, firm.person, at)
        note = issued(at)["self_billing"]
        shown = browser(beat).get("/firm/documents/").text
        assert note.reference in shown
        assert browser(beat).get(note.path).status_code == 200
        assert "Small business without VAT" in shown
        assert browser(beat).get(f"/firm/documents/statements/{at.year}/")["content-type"] == "application/pdf"  # fmt: skip
        assert note.reference not in browser(beat).get("/documents/").text, (
            "his own are others"
        )
        for path in ("/firm/documents/", "/firm/tax-details/", f"/firm/documents/statements/{at.year}/"):  # fmt: skip
            assert browser(jonas).get(path).status_code in (403, 404), (
                "she only works for it"
            )


def test_a_firm_is_never_a_private_person(firm, beat, jonas, at):
    with pytest.raises(Invalid):
        actions.set_tax_details(firm.person, **HOME, status="private", by=beat, at=at)
    actions.set_tax_details(firm.person, **HOME, status="small_business", by=beat, at=at)
    assert refused_by("update kundenkreis_taxdetails set status = 'private'") == "firm_not_private"  # fmt: skip
    taxed(jonas, at, status="private")
    hers = "update kundenkreis_taxdetails set person_id = %s, replaced_at = set_at where status = 'private'"  # fmt: skip
    assert refused_by(hers, firm.person.pk) == "firm_not_private"
    assert TaxDetails.objects.get(person=jonas).status == "private", "a helper may be one"


def test_a_private_person_is_no_firm(firm, jonas, at):
    taxed(jonas, at, status="private")
    hers = "update kundenkreis_firm set person_id = %s"
    assert refused_by(hers, jonas.pk) == "private_no_firm"
