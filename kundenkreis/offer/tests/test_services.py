"""Managers set what a service is, costs and needs; what is booked stays as it was agreed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.brands.models import PackagePrice, ServicePackage, Skill, Topic
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import HelperPackage
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.offer import actions, queries, schedule

pytestmark = pytest.mark.usefixtures("db")
NAMES = {"de": "Repeater einrichten", "en": "Set up a repeater"}


@pytest.fixture
def set_by_mira(alpenfon, mira, at):
    """Calls an action in her name, at the fixture's time unless another is said."""

    def done(act, *given, **values):
        return act(*given, **{"reason": "x", "by": mira, "at": at, **values})

    return done


@pytest.fixture
def wifi(alpenfon):
    return ServicePackage.objects.select_related("brand").get(slug="wifi")


def test_a_new_service_is_offered_only_when_said(set_by_mira, at):
    made = set_by_mira(actions.add_service, words=NAMES, price=3900, minutes=45)
    assert (made.slug, made.withdrawn_at, made.duration) == ("set-up-a-repeater", at, timedelta(minutes=45))  # fmt: skip
    assert [(row.price, row.begun_at) for row in queries.prices(made)] == [(3900, at)]
    set_by_mira(actions.set_offered, made.slug, offered=True)
    assert ServicePackage.objects.get(slug=made.slug).withdrawn_at is None
    with pytest.raises(Invalid, match="taken"):
        set_by_mira(actions.add_service, words=NAMES, price=3900, minutes=45)


def test_each_change_says_who_when_and_why(set_by_mira, wifi, mira, at):
    set_by_mira(actions.set_length, "wifi", minutes=90, reason="Longer ways")
    [told] = queries.changes("services", "wifi")
    assert (told.by, told.at, told.payload["reason"]) == (mira, at, "Longer ways")
    assert told.payload["changes"] == {"duration": [60, 90]}
    set_by_mira(actions.set_length, "wifi", minutes=90)
    assert len(queries.changes("services", "wifi")) == 1, "nothing was changed"


def test_skills_checks_topics_and_words(set_by_mira, wifi):
    Skill.objects.create(slug="wifi", words={"de": "WLAN"})
    set_by_mira(actions.set_needs, "wifi", levels={"wifi": 2})
    assert list(wifi.needs.values_list("skill__slug", "level")) == [("wifi", 2)]
    set_by_mira(actions.set_needs, "wifi", levels={"wifi": 0})
    assert not wifi.needs.exists()
    set_by_mira(actions.set_checks, "wifi", kinds=["insurance", "identity"])
    set_by_mira(actions.set_topics, "wifi", topics=["bill"])
    set_by_mira(actions.set_contents, "wifi", includes={"de": ["Router prüfen", " "], "en": []})  # fmt: skip
    set_by_mira(actions.set_name, "wifi", words={"de": "Funknetz"})
    now = ServicePackage.objects.get(slug="wifi")
    assert (now.requires, now.includes, now.words) == (["identity", "insurance"], {"de": ["Router prüfen"]}, {"de": "Funknetz"})  # fmt: skip
    assert list(now.topics.all()) == [Topic.objects.get(slug="bill")]


@pytest.mark.parametrize(
    ("act", "values", "reason"),
    [
        ("set_needs", {"levels": {"magic": 1}}, "unknown_skill"),
        ("set_checks", {"kinds": ["magic"]}, "unknown_check"),
        ("set_topics", {"topics": ["magic"]}, "unknown_topic"),
        ("set_length", {"minutes": 500}, "bad_amount"),
        ("set_name", {"words": {"en": "x"}}, "empty"),
        ("set_price", {"price": 0}, "bad_amount"),
    ],
)
def test_what_is_wrong_is_refused_in_words(set_by_mira, act, values, reason):
    with pytest.raises(Invalid, match=reason):
        set_by_mira(getattr(actions, act), "wifi", **values)


def test_nobody_else_changes_the_offer(alpenfon, reto, jonas, at):
    for person in (reto, jonas):
        with pytest.raises(NotAllowed):
            actions.set_price("wifi", price=1, reason="x", by=person, at=at)
        with pytest.raises(NotAllowed):
            actions.set_ladder(stages=["desk"], reason="x", by=person, at=at)
    with pytest.raises(NotAllowed):
        actions.add_service(words=NAMES, price=1, minutes=30, reason="x", by=reto, at=at)


def test_another_brands_service_does_not_exist(set_by_mira, seeland):
    with pytest.raises(NotFound):
        set_by_mira(actions.set_price, "solar", price=100)


def test_old_prices_stay_by_date(set_by_mira, wifi, at):
    later = at + timedelta(hours=1)
    set_by_mira(actions.set_price, "wifi", price=5500)
    set_by_mira(actions.set_price, "wifi", price=5900, at=later)
    kept = [(row.price, row.valid_from) for row in queries.prices(wifi)]
    assert kept == [(5900, later), (5500, at), (4900, wifi.brand.created_at)]
    assert ServicePackage.objects.get(slug="wifi").price == 5900


def test_a_price_begins_on_its_day(set_by_mira, wifi, at):
    day = at + timedelta(days=10)
    made = set_by_mira(actions.set_price, "wifi", price=5500, valid_from=day)
    schedule.due(at=day - timedelta(minutes=1))
    assert (ServicePackage.objects.get(slug="wifi").price, made.begun_at) == (4900, None)
    schedule.due(at=day)
    schedule.due(at=day + timedelta(minutes=1))
    made.refresh_from_db()
    assert (ServicePackage.objects.get(slug="wifi").price, made.begun_at) == (5500, day)
    with pytest.raises(Refused, match="wrong_state"):
        set_by_mira(actions.take_price_back, "wifi", made.pk)
    with pytest.raises(Invalid, match="bad_day"):
        set_by_mira(actions.set_price, "wifi", price=1, valid_from=at + timedelta(days=400))  # fmt: skip


def test_a_later_word_about_the_same_day_counts_and_may_be_taken_back(set_by_mira, wifi, at):  # fmt: skip
    day = at + timedelta(days=10)
    set_by_mira(actions.set_price, "wifi", price=5500, valid_from=day)
    second = set_by_mira(actions.set_price, "wifi", price=6000, valid_from=day)
    assert [row.price for row in queries.prices(wifi)] == [6000, 4900]
    for _again in range(2):
        set_by_mira(actions.take_price_back, "wifi", second.pk)
    schedule.due(at=day)
    assert ServicePackage.objects.get(slug="wifi").price == 4900


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE kundenkreis_packageprice SET price = 1",
        "UPDATE kundenkreis_packageprice SET valid_from = valid_from - interval '1 day'",
        "UPDATE kundenkreis_packageprice SET begun_at = NULL",
        "UPDATE kundenkreis_packageprice SET taken_back_at = now()",
        "DELETE FROM kundenkreis_packageprice",
    ],
)
def test_what_a_service_cost_is_never_rewritten(set_by_mira, wifi, lie):
    set_by_mira(actions.set_price, "wifi", price=5500)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(lie)
    assert PackagePrice.objects.count() == 2


def at_commit():
    """What waits for the end of a transaction is asked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.flow
def test_a_check_asked_for_later_binds_later_visits_only(set_by_mira, wifi, jonas, at):
    helper = neighbour(jonas, wifi, at=at)
    day = at.replace(day=11)
    slot = helpers.reserve(helper, wifi, starts_at=day, by=None, at=at)
    at_commit()
    set_by_mira(actions.set_checks, "wifi", kinds=["identity", "insurance"])
    slot.package.refresh_from_db()
    moved = helpers.move(slot, starts_at=day + timedelta(hours=1), by=None, at=at)
    helpers.extend(moved, minutes=15, by=None, at=at)
    at_commit()
    with pytest.raises(Refused, match="not_verified"):
        helpers.reserve(helper, slot.package, starts_at=at.replace(day=12), by=None, at=at)


@pytest.mark.flow
def test_helpers_who_do_it_are_counted(wifi, jonas, at):
    neighbour(jonas, wifi, at=at)
    assert queries.doing(wifi) == HelperPackage.objects.filter(package=wifi).count() == 1
