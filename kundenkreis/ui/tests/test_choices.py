"""Language and appearance stay on this device and never lead away."""

import pytest
from django.http import Http404
from django.test import RequestFactory, override_settings

from kundenkreis.ui import views


def post(path, **values):
    return RequestFactory().post(path, values)


def test_a_language_is_remembered_and_leads_back():
    response = views.language(post("/language/", language="fr", then="/cases/?page=2"))
    assert (response.status_code, response["Location"]) == (303, "/cases/?page=2")
    assert response.cookies["language"].value == "fr"


def test_an_unknown_language_changes_nothing():
    response = views.language(post("/language/", language="xx", then="/cases/"))
    assert "language" not in response.cookies


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_to_another_site(there):
    assert views.theme(post("/theme/", theme="dark", then=there))["Location"] == "/"


def test_the_components_are_shown_only_with_demo_or_debug():
    with override_settings(DEMO=False, DEBUG=False), pytest.raises(Http404):
        views.style(RequestFactory().get("/style/"))
