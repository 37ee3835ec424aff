"""Two articles, a case of Vreni's, and ways through the doors."""

from uuid import uuid4

import pytest
from django.test import Client

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.search import actions as search
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import Article
from tests.kept import kept

HOST = {"host": "alpenfon.localhost"}


def write(title, body, at, **more) -> Article:
    article = actions.write(
        title=title, body=body, language=more.pop("language", "de"), by=None, at=at, **more
    )
    search.recount(by=None, at=at)
    return article


@kept
def wifi(alpenfon, at) -> Article:
    return write(
        "WLAN verbindet sich nicht",
        "1. Starten Sie den **Router** neu.\n2. Prüfen Sie das Passwort.",
        at,
        summary="Was hilft, wenn das WLAN fehlt.",
        topic=Topic.objects.get(slug="internet"),
    )


@kept
def slow(alpenfon, at) -> Article:
    return write("WLAN ist langsam", "Stellen Sie den Router höher.", at)


@pytest.fixture
def case(vreni, at) -> Case:
    return cases.open_case(
        customer=vreni, text="Mein WLAN verbindet sich nicht mehr", by=vreni, at=at
    )


@pytest.fixture
def browser(alpenfon) -> Client:
    return Client(headers=HOST)


def signed_in(person) -> Client:
    client = Client(headers=HOST)
    client.force_login(person)
    return client


def send(client, path, **fields):
    return client.post(path, {"once": uuid4().hex, **fields})
