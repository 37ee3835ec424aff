"""What the brand keeps of a consultation is what it was when the experts were asked, whatever is set later."""

import pytest
import time_machine

from kundenkreis.ledger import queries as ledger
from kundenkreis.ledger.models import FundsHold
from kundenkreis.ledger.tests.till import refused_by
from kundenkreis.stages.experts import actions, queries
from kundenkreis.stages.experts.models import Consultation
from kundenkreis.stages.experts.tests.test_pages import browser


@pytest.fixture
def asked(case, vreni, expert, at):
    return actions.consult(case, by=vreni, at=at)


def raised(brand, percent=40):
    """Managers set another share now."""
    brand.commission_percent = percent
    brand.save()


@pytest.mark.flow
def test_the_expert_gets_what_was_agreed_when_she_was_asked(asked, alpenfon, vreni, aylin, at):  # fmt: skip
    assert asked.commission_percent == 15
    raised(alpenfon)
    with time_machine.travel(at, tick=False):
        shown = browser(aylin).get("/consultations/").text
    assert "7.65" in shown, "CHF 9 less 15 percent"
    actions.accept(asked, by=aylin, at=at)
    actions.end(asked, summary="Stecker gezogen, läuft.", by=aylin, at=at)
    actions.review(asked, stars=5, by=vreni, at=at)
    assert FundsHold.objects.get().commission_amount == 135
    assert [each.amount for each in ledger.earnings(aylin)] == [765]


@pytest.mark.flow
def test_the_next_one_has_the_new_share(asked, case, alpenfon, vreni, at):
    actions.withdraw(asked, by=vreni, at=at)
    raised(alpenfon)
    case.refresh_from_db()
    again = actions.consult(case, by=vreni, at=at)
    assert (again.commission_percent, queries.share_of(again).amount) == (40, 540)


def test_one_from_before_goes_by_the_brands_share(asked, alpenfon):
    old = Consultation(price=900, currency="CHF", brand=alpenfon)
    raised(alpenfon)
    assert queries.commission_of(old).amount == 360


@pytest.mark.flow
@pytest.mark.parametrize("value", ["0", "100", "null"])
def test_the_database_keeps_the_share(asked, value):
    change = f"update kundenkreis_consultation set commission_percent = {value}"
    assert refused_by(change) == "consultation_agreed"


def test_no_share_above_all_of_it(asked):
    with pytest.raises(Exception, match="consultation_commission"):
        Consultation.objects.bulk_create(
            [Consultation(**{**_values(asked), "commission_percent": 101})]
        )


def _values(asked):
    """The row again, as another one."""
    names = [f.attname for f in Consultation._meta.concrete_fields if f.attname != "id"]
    return {name: getattr(asked, name) for name in names}
