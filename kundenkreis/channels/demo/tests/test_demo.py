"""The demonstration loads whole, once, and only lets in whom it invented."""

from datetime import datetime

import pytest
from django.test import Client, override_settings

from kundenkreis.brands.models import Brand
from kundenkreis.cases.models import Case
from kundenkreis.channels.demo import seed
from kundenkreis.core import scope
from kundenkreis.people.models import Person


@pytest.mark.django_db
def test_the_demo_loads_once(at: datetime) -> None:
    assert seed.load(at)
    assert not seed.load(at)
    with scope.inside(Brand.objects.get(slug="alpenfon").pk):
        assert Case.objects.count() >= 600
    with scope.inside(Brand.objects.get(slug="seeland").pk):
        assert Case.objects.count() == 0


def test_without_demo_mode_there_is_no_door(alpenfon: Brand) -> None:
    for path in ("/demo/mail/", "/demo/mail/1/"):
        assert Client().get(path).status_code == 404
    assert (
        Client().post("/demo/sessions/", {"email": "vreni@example.org"}).status_code == 404
    )


@override_settings(DEMO=True)
def test_nobody_real_can_be_entered(alpenfon: Brand, vreni: Person) -> None:
    answer = Client().post(
        "/api/v1/demo/sessions",
        {"email": "vreni@example.org"},
        content_type="application/json",
    )
    assert answer.status_code == 404
    assert (
        Client().post("/demo/sessions/", {"email": "vreni@example.org"}).status_code == 404
    )
