"""A helper's own rate: inside the brand's limits, one price everywhere, agreed visits keep theirs."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from kundenkreis.brands.models import Brand, PostalCode, ServicePackage
from kundenkreis.core import scope
from kundenkreis.core.geo import Point
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.models import HelperBrand, HelperPackage
from kundenkreis.helpers.tests.neighbours import neighbour
from tests.cast import PLACES, make_brand, make_person
from tests.kept import kept


@kept
def wifi(alpenfon):
    Brand.objects.filter(pk=alpenfon.pk).update(own_rate_least=3000, own_rate_most=8000)
    return ServicePackage.objects.get(slug="wifi")


@kept
def helper(jonas, wifi, at):
    return neighbour(jonas, wifi, at=at)


def price(helper, package):
    return HelperPackage.objects.get(helper=helper, package=package).price


def candidate(helper, package):
    with connection.cursor() as cursor:
        cursor.execute("SELECT price FROM kundenkreis_candidate WHERE helper_id = %s AND package_id = %s", [helper.pk, package.pk])  # fmt: skip
        return cursor.fetchone()[0]


def test_all_prices_follow_the_rate_and_the_search_shows_them(helper, wifi, alpenfon, at):
    longer = ServicePackage.objects.get(slug="computer-help")
    actions.offer_package(helper, longer, by=helper.person, at=at)
    actions.ask_rate(helper, rate=5512, by=helper.person, at=at)
    assert (price(helper, wifi), price(helper, longer)) == (5510, 8270)
    [match] = queries.best_slots(
        package=wifi, point=Point(47.3776, 8.5213), brand=Brand.objects.get(pk=alpenfon.pk), from_=at,
        until=at + timedelta(days=5), at=at,
    )  # fmt: skip
    assert match.price.amount == candidate(helper, wifi) == 5510


def test_a_package_begun_later_and_one_that_takes_longer_follow_too(helper, wifi, at):
    actions.ask_rate(helper, rate=6000, by=helper.person, at=at)
    longer = ServicePackage.objects.get(slug="computer-help")
    actions.offer_package(helper, longer, price=1, by=helper.person, at=at)
    assert price(helper, longer) == 9000
    ServicePackage.objects.filter(pk=wifi.pk).update(duration=timedelta(minutes=75))
    assert price(helper, wifi) == candidate(helper, wifi) == 7500


def test_without_a_rate_the_packages_prices_count_again(helper, wifi, at):
    actions.ask_rate(helper, rate=6000, by=helper.person, at=at)
    actions.ask_rate(helper, rate=None, by=helper.person, at=at)
    assert price(helper, wifi) is None


@pytest.mark.parametrize("rate", [0, 2999, 8001, -5])
def test_a_rate_beyond_the_limits_is_refused_in_words(helper, at, rate):
    with pytest.raises(Invalid) as refused:
        actions.ask_rate(helper, rate=rate, by=helper.person, at=at)
    assert "30" in refused.value.fields["rate"]
    assert "80" in refused.value.fields["rate"]


def test_where_the_brand_does_not_allow_it_there_is_none(helper, alpenfon, at):
    Brand.objects.filter(pk=alpenfon.pk).update(own_rate_least=None, own_rate_most=None)
    with pytest.raises(Refused) as refused:
        actions.ask_rate(helper, rate=5000, by=helper.person, at=at)
    assert refused.value.reason == "no_own_rates"
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperBrand.objects.filter(helper=helper).update(hourly_rate=5000)


def test_the_database_keeps_the_limits_whoever_writes(helper, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperBrand.objects.filter(helper=helper).update(hourly_rate=8001)


@pytest.mark.parametrize(("least", "most"), [(5, None), (None, 5), (0, 5), (6, 5)])
def test_half_a_range_or_a_wrong_one_cannot_be_written(alpenfon, least, most):
    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.filter(pk=alpenfon.pk).update(
            own_rate_least=least, own_rate_most=most
        )


@pytest.mark.flow
def test_narrower_limits_bring_rates_to_the_edge(helper, wifi, mira, at):
    actions.ask_rate(helper, rate=7000, by=helper.person, at=at)
    actions.allow_rates(least=3000, most=6000, by=mira, at=at)
    assert (HelperBrand.objects.get(helper=helper).hourly_rate, price(helper, wifi)) == (6000, 6000)  # fmt: skip
    actions.allow_rates(least=None, most=None, by=mira, at=at)
    assert (HelperBrand.objects.get(helper=helper).hourly_rate, price(helper, wifi)) == (None, None)  # fmt: skip


def test_only_managers_set_limits_and_only_she_her_rate(helper, aylin, reto, mira, at):
    with pytest.raises(NotAllowed):
        actions.allow_rates(least=1, most=2, by=reto, at=at)
    with pytest.raises(NotAllowed):
        actions.ask_rate(helper, rate=5000, by=aylin, at=at)
    for least, most in ((None, 1), (5, None), (0, 5), (6, 5)):
        with pytest.raises(Invalid):
            actions.allow_rates(least=least, most=most, by=mira, at=at)


@pytest.mark.slow
def test_pages_and_api_show_the_same(helper, wifi, mira, at):
    client = Client(headers={"host": "alpenfon.localhost"})
    client.force_login(mira)
    assert client.post("/own-rates/", {"least": "40", "most": ""}).status_code == 422
    assert client.post("/own-rates/", {"least": "40", "most": "60.00"}).status_code == 303
    client.force_login(helper.person)
    assert client.post("/helper/rate/", {"rate": "99"}).status_code == 422
    assert client.post("/helper/rate/", {"rate": "55"}).status_code == 303
    assert "55.00" in client.get("/helper/rate/").content.decode()
    assert client.get("/api/v1/helpers/me").json()["hourly_rate"] == 5500
    answer = client.put(
        "/api/v1/helpers/me/rate", {"hourly_rate": 4500}, content_type="application/json"
    )
    assert (answer.status_code, price(helper, wifi)) == (200, 4500)


@pytest.mark.flow
def test_rate_and_limit_at_once_never_leave_a_rate_beyond(committed_db, at):
    code, place, lat, lng = PLACES[0]
    PostalCode.objects.create(country="CH", code=code, place=place, lat=lat, lng=lng)
    brand = make_brand("alpenfon", "Alpenfon", at)
    Brand.objects.filter(pk=brand.pk).update(own_rate_least=3000, own_rate_most=8000)
    with scope.inside(brand.pk):
        wifi = ServicePackage.objects.get(slug="wifi")
        helper = neighbour(make_person("Jonas", at, "helper"), wifi, at=at)
        mira = make_person("Mira", at, "manager")

    def one(number):
        with scope.inside(brand.pk):
            if number % 2:
                return actions.allow_rates(least=3000, most=5000, by=mira, at=at)
            return actions.ask_rate(helper, rate=8000, by=helper.person, at=at)

    done = committed_db.together(6, one)
    assert not [each for each in done if isinstance(each, Exception) and not isinstance(each, Refused)]  # fmt: skip
    with scope.inside(brand.pk):
        assert HelperBrand.objects.get().hourly_rate in (5000, None)
        assert (
            price(helper, wifi)
            == candidate(helper, wifi)
            == HelperBrand.objects.get().hourly_rate
        )
