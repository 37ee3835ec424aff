"""The assistant costs: so often an hour, by account or network."""

from uuid import uuid4

import pytest
from django.test import Client

from kundenkreis.assistant import actions
from kundenkreis.turnstiles.models import Passing


@pytest.mark.flow
def test_who_asks_too_often_is_told_when_to_go_on(alpenfon, monkeypatch):
    monkeypatch.setattr(actions, "SHARED_AN_HOUR", 1)
    client = Client(headers={"host": "alpenfon.localhost"})
    first = {"question": "WLAN geht nicht", "once": uuid4().hex}
    assert client.post("/assistant/", first).status_code == 200
    page = client.post("/assistant/", {**first, "once": uuid4().hex})
    assert page.status_code == 429
    assert "WLAN geht nicht" in page.content.decode(), "what was typed is kept"
    answer = client.post("/api/v1/assistant/questions", {"question": "WLAN"}, content_type="application/json")  # fmt: skip
    assert (answer.status_code, answer.json()["reason"]) == (429, "too_often")
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert "127.0.0.1" not in str(list(Passing.objects.values("who")))
