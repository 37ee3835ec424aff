"""When the database is away: a clear page, nothing lost, and back by itself."""

from contextlib import contextmanager

import pytest
from django.db import connection, connections
from django.test import Client
from structlog.testing import capture_logs

from tests.cast import make_brand

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow


@pytest.fixture
def client(committed_db, at):
    make_brand("alpenfon", "Alpenfon", at)
    return Client(raise_request_exception=False, HTTP_HOST="alpenfon.localhost")


@contextmanager
def database_away():
    """Nobody listens at its address."""
    known = connections.settings["default"]
    before = {name: known[name] for name in ("HOST", "PORT")}
    connection.close()
    known.update(HOST="/nowhere")
    try:
        yield
    finally:
        connection.close()
        known.update(before)


def test_a_page_says_one_moment_and_comes_back(client):
    with database_away():
        away = client.get("/cases/new/?topic=wlan")
    assert away.status_code == 503
    assert away["Retry-After"] == "5"
    assert "Content-Security-Policy" in away
    assert 'href="/cases/new/?topic=wlan"' in away.text
    assert client.get("/").status_code == 200


def test_it_speaks_the_readers_language(client):
    with database_away():
        english = client.get("/", HTTP_ACCEPT_LANGUAGE="en")
    assert '<html lang="en">' in english.text
    assert "One moment please" in english.text


def test_what_was_typed_is_handed_back_to_be_sent_again(client):
    typed = {"text": 'Mein <b>WLAN</b> "geht" nicht', "once": "k1", "topic": ["a", "b"]}
    with database_away():
        away = client.post("/cases/new/", typed, HTTP_ACCEPT_LANGUAGE="en")
    assert away.status_code == 503
    for field in (
        'name="text" value="Mein &lt;b&gt;WLAN&lt;/b&gt; &#34;geht&#34; nicht"',
        'name="once" value="k1"',
        'name="topic" value="a"',
        'name="topic" value="b"',
    ):
        assert field in away.text
    assert 'method="post" action="/cases/new/"' in away.text
    assert "Send again" in away.text


def test_the_api_answers_with_a_problem_document(client):
    with database_away():
        away = client.get("/api/v1/me")
    assert away.status_code == 503
    assert away["Content-Type"] == "application/problem+json"
    assert away.json()["reason"] == "unavailable"


def test_a_page_that_is_not_there_is_said_kindly(client):
    missing = client.get("/nothing/here/", HTTP_ACCEPT_LANGUAGE="en")
    assert missing.status_code == 404
    assert "Page not found" in missing.text


def test_an_old_form_is_said_kindly(client, committed_db):
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="alpenfon.localhost")
    refused = strict.post("/language/", {}, HTTP_ACCEPT_LANGUAGE="en")
    assert refused.status_code == 403
    assert "Please send it again" in refused.text


def test_a_request_is_one_line_without_the_persons_data(client):
    with capture_logs() as lines:
        answer = client.get("/nothing/vreni@example.org/?q=secret", headers={"X-Request-Id": "abcdef-123456"})  # fmt: skip
    assert answer["X-Request-Id"] == "abcdef-123456"
    [line] = [line for line in lines if line["event"] == "request"]
    assert line["status"] == 404
    assert "vreni" not in str(lines)
    assert "secret" not in str(lines)


def test_a_forged_request_id_is_replaced(client):
    answer = client.get("/", headers={"X-Request-Id": "x y"})
    assert len(answer["X-Request-Id"]) == 32
