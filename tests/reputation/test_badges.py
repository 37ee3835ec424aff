"""Badges: one for one deed that came to something, saying which; hidden by its member; gone with what it was for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kundenkreis.badges import actions, queries
from kundenkreis.badges.models import Badge
from kundenkreis.badges.personal_data import BadgesData
from kundenkreis.badges.words import sentence
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community.models import Kudos
from kundenkreis.stages.community.tests.test_telling import heard, tell
from tests.cast import make_person


def kinds(person) -> set[str]:
    return set(Badge.objects.filter(person=person).values_list("kind", flat=True))


@pytest.mark.flow
def test_badges_say_for_which_deed_and_come_by_its_outcome(question, aylin, vreni, at):
    later = at + timedelta(days=9)
    answer = community.answer(question, body="Neu starten hilft", by=aylin, at=later)
    tell()
    assert kinds(aylin) == set()  # having answered is nothing yet
    community.accept(answer, by=vreni, at=later)
    tell()
    assert kinds(aylin) == {"first", "waited"}
    readers = [make_person(f"Leser{n}", at) for n in range(10)]
    Kudos.objects.bulk_create(Kudos(answer=answer, giver=each, at=later) for each in readers[:9])  # fmt: skip
    community.thank(answer, by=readers[9], at=later)
    tell()
    many = Badge.objects.get(person=aylin, kind="many")
    assert "10" in sentence(many)
    assert question.title in sentence(many)
    assert "9" in sentence(Badge.objects.get(person=aylin, kind="waited"))
    assert heard(aylin).count("badge_given") == 3
    community.unaccept(question, by=vreni, at=later)
    tell()
    assert kinds(aylin) == set()


@pytest.mark.flow
def test_she_hides_a_badge_and_others_no_longer_see_it(question, answer, aylin, vreni, beat, at):  # fmt: skip
    community.accept(answer, by=vreni, at=at)
    tell()
    client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
    page = f"/members/{aylin.pk}/"
    assert "First solution" in client.get(page).content.decode()
    badge = Badge.objects.get(kind="first")
    client.force_login(beat)
    assert client.post(f"/my-badges/{badge.pk}/display/", {"end": "1"}).status_code == 404
    client.force_login(aylin)
    assert client.get("/my-badges/").status_code == 200
    assert client.post(f"/my-badges/{badge.pk}/display/", {"end": "1"}).status_code == 303
    assert "First solution" not in client.get(page).content.decode()
    assert client.get("/api/v1/badges/mine").json()["items"][0]["hidden"]
    assert queries.shown_of(aylin) == []


@pytest.mark.parametrize(
    ("law", "values"),
    [("badge_once", {}), ("one_first_badge", {"kind": "first", "subject": "a:2"}), ("badge_says_why", {"subject": "a:3", "title": ""})],
)  # fmt: skip
def test_the_database_holds_badges_to_their_reasons(law, values, aylin, at):
    row = {"person": aylin, "kind": "many", "subject": "a:1", "title": "WLAN", "path": "/", "done_at": at, "given_at": at}  # fmt: skip
    Badge.objects.create(**row)
    Badge.objects.create(**row | {"kind": "first"})
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        Badge.objects.create(**row | values)


def test_badges_go_with_her_and_are_exported(aylin, at):
    actions.give(aylin, "text", subject="article:1", title="WLAN", path="/x", done_at=at, by=None, at=at)  # fmt: skip
    actions.give(aylin, "text", subject="article:1", title="WLAN", path="/x", done_at=at, by=None, at=at)  # fmt: skip
    assert len(BadgesData().export(aylin)["badges"]) == 1
    BadgesData().forget(aylin, at=at)
    assert not Badge.objects.exists()
