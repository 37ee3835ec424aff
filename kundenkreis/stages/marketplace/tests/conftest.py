"""A town for those who act at once."""

import pytest

from kundenkreis.brands.models import PostalCode
from kundenkreis.core import scope
from kundenkreis.stages.marketplace.tests.visits import case_of, helper_jonas
from tests.cast import PLACES, make_brand, make_person


@pytest.fixture
def town(committed_db, at):
    """Jonas, and fifty neighbours with a case each, committed."""
    for code, place, lat, lng in PLACES:
        PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        jonas = make_person("Jonas", at, "helper")
        mira = make_person("Mira", at, "manager")
        cases = [case_of(make_person(f"Kundin{n}", at), at) for n in range(50)]
        yield brand, committed_db, helper_jonas(jonas, at), cases, mira
