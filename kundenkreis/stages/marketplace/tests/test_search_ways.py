"""The first who can come is looked for only where the brand has a way to pay that needs no page of a provider's."""

import pytest
import time_machine

from kundenkreis.core.refusal import Refused
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.ways import ways_without_page
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Dispatch
from kundenkreis.stages.marketplace.tests.searches import (
    helpers_around,
    searched,
    tomorrow,
)
from kundenkreis.stages.marketplace.tests.test_pages import browser, page
from kundenkreis.stages.marketplace.tests.visits import ADDRESS, case_of, wifi


@pytest.fixture
def pages_only(alpenfon):
    """A brand whose customers pay on a page of the provider's."""
    alpenfon.payment_methods = ["test_page"]
    alpenfon.save()
    return alpenfon


@pytest.mark.flow
def test_a_search_never_goes_by_a_way_that_the_brand_does_not_have(pages_only, vreni, at):
    helpers_around(2, at)
    assert ways_without_page(pages_only) == []
    with pytest.raises(Refused) as no:
        searched(vreni, at)
    assert no.value.reason == "page_needed"
    assert not FundsHold.objects.exists()
    assert not Dispatch.objects.exists()
    paid = searched(vreni, at, payer="company")
    assert FundsHold.objects.get(subject=paid.subject).provider == "company"


@pytest.mark.flow
def test_a_way_without_a_page_beside_it_is_taken(pages_only, vreni, at):
    helpers_around(1, at)
    pages_only.payment_methods = ["test_page", "test_card"]
    pages_only.save()
    dispatch = searched(vreni, at, means="4242")
    assert FundsHold.objects.get(subject=dispatch.subject).provider == "test_card"


@pytest.mark.flow
def test_nobody_is_looked_for_by_bill_instead_of_a_helper_who_cancels(confirmed, pages_only, vreni, jonas, at):  # fmt: skip
    helpers_around(1, at)
    booking = actions.cancel(confirmed, by=jonas, at=at)
    with pytest.raises(Refused) as no:
        actions.replace(booking, by=vreni, at=at)
    assert no.value.reason == "page_needed"
    with time_machine.travel(at, tick=False):
        shown = page(browser(vreni), booking.path)
    assert "Choose someone else" in shown
    assert f"{booking.path}replacement/" not in shown


@pytest.mark.slow
def test_the_pages_lead_to_a_helper_and_a_time(pages_only, vreni, at):
    helpers_around(1, at)
    case = case_of(vreni, at)
    wish = actions.ask(case, package=wifi(), postal_code="8004", by=vreni, at=at)
    start, hers = f"{case.path}visit/", browser(vreni)
    with time_machine.travel(at, tick=False):
        slots = page(hers, f"{start}slots/")
        assert "The first who can come" not in slots
        assert "Choose a helper" in slots
        assert "So the first who can come cannot be looked for." in page(hers, f"{start}windows/")  # fmt: skip
        actions.choose(wish, windows=tomorrow(at), address=ADDRESS, by=vreni, at=at)
        checked = hers.get(f"{start}check/")
        assert checked["location"] == f"{start}windows/"
