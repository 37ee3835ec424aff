"""The short address of an SMS, for somebody who has no account."""

import pytest
from django.test import Client

from kundenkreis.cases import actions as cases
from kundenkreis.notifications import actions, short_links
from kundenkreis.notifications.models import EventRow
from kundenkreis.people import actions as people


@pytest.mark.flow
def test_a_guest_s_short_address_opens_her_case_and_signs_nobody_in(
    alpenfon, at, monkeypatch
):
    monkeypatch.setattr("kundenkreis.core.clock.now", lambda: at)
    guest = people.welcome_guest(language="de", by=None, at=at)
    case = cases.open_case(customer=guest, text="WLAN geht nicht", by=guest, at=at)
    key = cases.make_key(case, by=guest, at=at)
    notice = actions.notify(
        person=guest,
        kind="case_received",
        row=EventRow.objects.latest("id"),
        values={"reference": "A", "title": "WLAN"},
        path=case.path,
        at=at,
    )
    path = short_links.path_of(notice, at=at)
    assert len(path) < len(key) / 2
    client = Client(HTTP_HOST="alpenfon.localhost")
    answer = client.get(path, follow=True)
    assert [hop for hop, _status in answer.redirect_chain][-1] == case.path
    assert "WLAN geht nicht" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    # A stranger with the address of the page, but without the key, finds nothing.
    assert Client(HTTP_HOST="alpenfon.localhost").get(case.path).status_code == 404
