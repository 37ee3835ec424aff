"""Without the demonstration, and for real people, nobody enters by a button."""

from django.test import Client, override_settings

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person


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
