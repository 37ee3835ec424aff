"""What machines hear."""

from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.channels.tests.test_trouble import database_away
from kundenkreis.core import clock
from kundenkreis.notifications.models import Heartbeat


@pytest.mark.usefixtures("db")
def test_ready_means_database_and_a_worker_that_beats():
    client = Client()
    assert client.get("/readyz").json() == {"ready": False, "database": "ok", "worker": "silent"}  # fmt: skip
    Heartbeat.objects.create(worker="w", at=clock.now() - timedelta(seconds=61))
    assert client.get("/readyz").status_code == 503
    Heartbeat.objects.update(at=clock.now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)


@pytest.mark.flow
def test_alive_does_not_depend_on_the_database(committed_db):
    with database_away():
        assert Client().get("/healthz").status_code == 200
        assert Client().get("/readyz").json()["database"] == "away"
        assert "kundenkreis_database_up 0" in Client().get("/metrics").text


@pytest.mark.usefixtures("db")
def test_metrics_count_requests_by_route_and_what_waits():
    client = Client()
    client.get("/healthz")
    text = client.get("/metrics").text
    assert 'kundenkreis_requests_total{method="GET",route="healthz",status="200"}' in text
    for name in ("kundenkreis_events_without_number 0", 'kundenkreis_jobs{status="todo"} 0', "kundenkreis_live_clients", "kundenkreis_request_seconds_bucket"):  # fmt: skip
        assert name in text
