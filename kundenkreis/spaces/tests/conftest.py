"""Vreni's family space with Beat; a firm's space of Jonas with Aylin."""

import pytest
from django.test import Client

from kundenkreis.spaces import actions
from kundenkreis.spaces.models import Space
from tests.kept import kept

SECRET = "Zitronenfalter"


@kept
def family(vreni, beat, at) -> Space:
    space = actions.found(name="Familie", kind="private", by=vreni, at=at)
    actions.take_in(space, beat, by=vreni, at=at)
    return space


@kept
def firm(jonas, aylin, at) -> Space:
    space = actions.found(name="Technik", kind="business", company="Blitz AG", by=jonas, at=at)  # fmt: skip
    actions.take_in(space, aylin, by=jonas, at=at)
    return space


@pytest.fixture
def asked(family, vreni, at):
    return actions.ask(family, title=f"Router {SECRET}", body=f"Der {SECRET} blinkt.", by=vreni, at=at)  # fmt: skip


@pytest.fixture
def answered(asked, beat, at):
    return actions.answer(asked, body=f"{SECRET} neu starten.", by=beat, at=at)


@pytest.fixture
def client_of():
    def signed_in(person) -> Client:
        client = Client(headers={"host": "alpenfon.localhost"})
        client.force_login(person)
        return client

    return signed_in
