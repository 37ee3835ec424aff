"""Skills with levels: said by the helper, needed by packages, kept to by the matcher and by reserving."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from kundenkreis.brands.models import Brand, PackageSkill, ServicePackage, Skill
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions, knowing, queries
from kundenkreis.helpers.models import HelperSkill, Slot
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.people import actions as people
from tests.kept import kept


@kept
def wifi(alpenfon):
    """The package that needs Wi-Fi known well."""
    package = ServicePackage.objects.get(slug="wifi")
    skill = Skill.objects.create(slug="wifi", words={"en": "Wi-Fi", "de": "WLAN"})
    Skill.objects.create(slug="phones", words={"en": "Phones"}, position=1)
    PackageSkill.objects.create(package=package, skill=skill, level=2)
    return package


@kept
def helper(jonas, wifi, at):
    return neighbour(jonas, wifi, at=at)


def found(package, at, alpenfon):
    return queries.best_slots(
        package=package, point=Point(47.3776, 8.5213), brand=alpenfon, from_=at,
        until=at.replace(day=15), language="de", at=at,
    )  # fmt: skip


@pytest.mark.parametrize(("level", "fits"), [(0, False), (1, False), (2, True), (3, True)])
def test_only_who_knows_it_well_enough_is_suggested(
    helper, wifi, alpenfon, at, level, fits
):
    actions.say_skills(helper, {"wifi": level, "phones": 3}, by=helper.person, at=at)
    assert bool(found(wifi, at, alpenfon)) is fits


def test_the_reason_says_how_well_and_by_whose_word(helper, wifi, alpenfon, at):
    actions.say_skills(helper, {"wifi": 3}, by=helper.person, at=at)
    [match] = found(wifi, at, alpenfon)
    assert match.reasons[2] == "Kennt sich aus wie ein Profi: WLAN (eigene Angabe)"


def test_a_level_can_be_taken_back_and_others_stay(helper, at):
    actions.say_skills(helper, {"wifi": 2, "phones": 1}, by=helper.person, at=at)
    actions.say_skills(helper, {"wifi": 0}, by=helper.person, at=at)
    assert knowing.levels_of(helper) == {"phones": 1}


def test_reserving_keeps_to_it_too(helper, wifi, at):
    with pytest.raises(Refused) as refused:
        actions.reserve(helper, wifi, starts_at=at.replace(day=11), by=None, at=at)
    assert refused.value.reason == "not_offered"
    actions.say_skills(helper, {"wifi": 2}, by=helper.person, at=at)
    assert actions.reserve(helper, wifi, starts_at=at.replace(day=11), by=None, at=at)


def test_an_unknown_skill_or_level_is_refused_in_words(helper, at):
    for levels in ({"magic": 1}, {"wifi": 4}, {"wifi": -1}):
        with pytest.raises(Invalid):
            actions.say_skills(helper, levels, by=helper.person, at=at)


def test_nobody_says_what_another_knows(helper, aylin, at):
    with pytest.raises(NotAllowed):
        actions.say_skills(helper, {"wifi": 3}, by=aylin, at=at)


def test_a_skill_of_another_brand_cannot_be_named(helper, seeland, at):
    with scope.inside(seeland.pk):
        theirs = Skill.objects.create(slug="solar", words={})
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperSkill.objects.create(helper=helper, skill=theirs, level=1, said_at=at)


@pytest.mark.flow
def test_it_is_exported_and_forgotten(helper, at):
    actions.say_skills(helper, {"wifi": 2}, by=helper.person, at=at)
    assert people.export(helper.person, by=helper.person, at=at)["skills"][0]["level"] == 2
    people.erase(helper.person, by=helper.person, at=at)
    assert not HelperSkill.objects.exists()


@pytest.mark.flow
def test_page_and_api_ask_and_tell_the_same(helper, wifi, at):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(helper.person)
    assert b"WLAN" in client.get("/helper/skills/").content
    assert client.post("/helper/skills/", {"wifi": "9"}).status_code == 422
    assert client.post("/helper/skills/", {"wifi": "3", "phones": "0"}).status_code == 303
    assert client.get("/api/v1/helpers/me").json()["skills"] == {"wifi": 3}
    assert client.get(f"/api/v1/helpers/{helper.pk}").json()["skills"] == {"wifi": 3}
    assert Brand.objects.exists()


@pytest.mark.flow
def test_what_a_lower_level_means_is_said_before(helper, wifi, at):
    actions.say_skills(helper, {"wifi": 2}, by=helper.person, at=at)
    with time_machine.travel(at, tick=False):
        actions.reserve(helper, wifi, starts_at=at.replace(day=11), by=None, at=at)
        client = Client(headers={"host": "alpenfon.localhost", "accept-language": "en"})
        client.force_login(helper.person)
        lower = {"wifi": "1", "phones": "2"}
        asked = client.post("/helper/skills/", lower).text
        assert "11 March" in asked
        assert wifi.words["en"] in asked
        assert knowing.levels_of(helper) == {"wifi": 2}, "nothing is changed before her yes"
        assert client.post("/helper/skills/", {**lower, "known": "yes"}).status_code == 303
    assert knowing.levels_of(helper) == {"wifi": 1, "phones": 2}
    assert [slot.package for slot in knowing.agreed(helper, [wifi], at=at)] == [wifi]


def test_only_what_she_would_lose_is_asked_about(helper, wifi, at):
    assert knowing.lost(helper, {"wifi": 0}) == [], "she never had enough for it"
    actions.say_skills(helper, {"wifi": 3, "phones": 3}, by=helper.person, at=at)
    assert knowing.lost(helper, {"wifi": 2, "phones": 0}) == []
    assert knowing.lost(helper, {"wifi": 1}) == [wifi]


def test_each_level_is_asked_with_its_reason(helper, wifi, at):
    actions.say_skills(helper, {"wifi": 3}, by=helper.person, at=at)
    with translation.override("en"):
        first, second = knowing.questions(helper)
    assert (
        first["why"]
        == "You said so yourself on 10 March 2026. Needed for: Set up Wi-Fi (Well)."
    )
    assert second["why"] == ""


@pytest.mark.flow
def test_she_stops_doing_a_service_and_agreed_visits_stay(helper, wifi, at):
    actions.say_skills(helper, {"wifi": 2}, by=helper.person, at=at)
    slot = actions.reserve(helper, wifi, starts_at=at.replace(day=11), by=None, at=at)
    with time_machine.travel(at, tick=False):
        client = Client(headers={"host": "alpenfon.localhost"})
        client.force_login(helper.person)
        assert wifi.words["de"] in client.get("/helper/services/").text
        assert "11." in client.get("/helper/services/wifi/end/").text
        assert client.post("/helper/services/wifi/end/").status_code == 303
        assert client.get("/helper/services/wifi/end/").status_code == 404
    assert not helper.packages.exists()
    assert Slot.objects.get() == slot


def test_too_late_for_today_is_said_on_the_page(helper, at, monkeypatch):
    from kundenkreis.core import clock

    monkeypatch.setattr(clock, "now", lambda: at.replace(hour=20, minute=40))
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(helper.person)
    answer = client.post("/helper/availability/today/", {"time": "yes"})
    assert answer.status_code == 422
    assert client.post("/helper/availability/today/", {"time": "no"}).status_code == 303
