"""Back to where one came from: only to a page of ours, and only to one that is meant."""

import pytest
from django.test import RequestFactory

from kundenkreis.ui.going import came_from


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/cases/7/visit/slots/?day=2", "/cases/7/visit/slots/"),
        ("http://testserver/neighbours/7/", ""),
        ("http://testserver/account/", ""),
        ("http://elsewhere.example/cases/7/", ""),
        ("http://[", ""),
        ("http://[x]/cases/7/", ""),
        ("", ""),
    ],
)
def test_the_link_that_was_followed_leads_back(before: str, back: str) -> None:
    request = RequestFactory().get("/neighbours/7/", headers={"Referer": before})
    assert came_from(request, "/cases/", "/neighbours/") == back
