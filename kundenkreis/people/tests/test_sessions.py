"""A session is found by its key while it is valid; what is no key finds none."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from kundenkreis.core import clock
from kundenkreis.people.sessions import SessionStore


@pytest.fixture
def key(db):
    store = SessionStore()
    store["who"] = "Vreni"
    store.save()
    return store.session_key


def test_a_valid_session_is_found(key):
    assert SessionStore(key)["who"] == "Vreni"


def test_an_expired_one_is_not(key):
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    store = SessionStore(key)
    assert "who" not in store
    assert store.session_key is None, "nobody goes on under an old key"


@pytest.mark.parametrize("cookie", ["\x00abcdefghijkl", "\udc80abcdefghijkl", "x" * 9000])
def test_what_is_no_key_finds_none(key, cookie):
    store = SessionStore(cookie)
    assert "who" not in store
    assert store.session_key is None
