"""A firm with a dispatcher and its technicians, for tests."""

from datetime import datetime, timedelta
from typing import Any

from kundenkreis.cases.models import Case
from kundenkreis.firms import actions as firms
from kundenkreis.firms.models import Firm
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person
from kundenkreis.stages.marketplace.models import Booking
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas, order
from tests.cast import make_person


def firm_of(at: datetime, *people: Person, name: str = "Blitz Technik") -> tuple[Firm, Person, list[Helper]]:  # fmt: skip
    """Its dispatcher, and these people as its technicians since a week."""
    before = at - timedelta(days=7)
    boss = make_person(f"Nadja{name.split(maxsplit=1)[0]}", at)
    firm = firms.found(name, email=boss.email or "", by=None, at=before)
    helpers = []
    for person in people:
        helper = Helper.objects.filter(person=person).first() or helper_jonas(person, at)
        asked = firms.invite(firm, email=person.email or "", by=boss, at=before)
        firms.answer(asked, accepts=True, by=person, at=before)
        helpers.append(helper)
    return firm, boss, helpers


def two_technicians(at: datetime, jonas: Person) -> tuple[Firm, Person, list[Helper]]:
    """Jonas and Timo work for it."""
    return firm_of(at, jonas, make_person("Timo", at, "helper"))


def firm_visit(firm: Firm, customer: Person, at: datetime, **more: Any) -> Booking:
    """The customer books the firm for tomorrow at ten."""
    case: Case = case_of(customer, at)
    return order(case, None, at + timedelta(days=1, hours=1), at, firm=firm, **more)
