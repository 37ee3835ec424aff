"""Six members who wrote a question, and the first rules."""

import pytest
from django.test import Client

from kundenkreis.charter import actions
from kundenkreis.stages.community import actions as community
from tests.cast import make_person
from tests.kept import kept

PROPOSAL = {"title": "Duzen erlaubt", "why": "Wir kennen uns.", "text": "Wir duzen uns."}


def make_members(at, many=6, first=0):
    numbers = range(first, first + many)
    made = [make_person(f"Mitglied{number}", at, "member") for number in numbers]
    for person in made:
        community.ask(title="Frage", body="Wie geht das?", agreed=True, by=person, at=at)
    return made


@kept
def members(alpenfon, at):
    return make_members(at)


@kept
def first(members, mira, at):
    return actions.write_first(text="Wir siezen uns.", by=mira, at=at)


@pytest.fixture
def client_of():
    def signed_in(person) -> Client:
        client = Client(headers={"host": "alpenfon.localhost"})
        client.force_login(person)
        return client

    return signed_in
