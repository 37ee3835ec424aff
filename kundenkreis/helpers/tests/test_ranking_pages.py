"""What everyone, a manager and a helper see of the ranking."""

import pytest
from django.test import Client

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers import actions, queries
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.helpers.tests.test_matching import find

HOST = {"host": "alpenfon.localhost"}


def of(person) -> Client:
    client = Client(headers={**HOST, "accept-language": "en"})
    client.force_login(person)
    return client


@pytest.mark.flow
def test_a_manager_sets_the_weights_and_everyone_reads_them(alpenfon, mira):
    client = of(mira)
    page = client.get("/ranking/weights/").content.decode()
    assert 'value="45"' in page
    sent = {
        "distance": "60",
        "standing": "20",
        "price": "10",
        "rest": "9",
        "newcomers": "10",
    }
    answer = client.post("/ranking/weights/", sent)
    assert answer.status_code == 422
    assert "99" in answer.content.decode()
    assert client.post("/ranking/weights/", {**sent, "rest": "10"}).status_code == 303
    public = Client(headers={**HOST, "accept-language": "en"}).get("/ranking/").content.decode()  # fmt: skip
    assert "60" in public
    assert queries.weights()[0]["distance"] == 60


def test_only_managers_may(alpenfon, reto, vreni):
    for person in (reto, vreni):
        assert of(person).get("/ranking/weights/").status_code == 404
    assert Client(headers=HOST).get("/ranking/weights/").status_code == 302


@pytest.fixture
def asked(alpenfon, jonas, at):
    wifi = ServicePackage.objects.get(slug="wifi")
    neighbour(jonas, wifi, at=at)
    actions.explain_ranking(subject="request:1", matches=find(wifi, at), package=wifi, asked=(), by=None, at=at)  # fmt: skip


@pytest.mark.flow
def test_a_helper_reads_her_place_on_a_page_and_by_the_api(asked, jonas, vreni):
    page = of(jonas).get("/helper/rankings/").content.decode()
    assert "You were on place 1 of 1. Someone else was asked." in page
    answer = of(jonas).get("/api/v1/helpers/me/rankings")
    [item] = answer.json()["items"]
    assert (item["rank"], item["pool"], item["asked"]) == (1, 1, False)
    assert set(item["parts"]) == {"distance", "standing", "price", "rest"}
    assert of(vreni).get("/api/v1/helpers/me/rankings").status_code == 404
    assert of(vreni).get("/helper/rankings/").status_code == 404


@pytest.mark.flow
def test_the_page_is_as_cheap_with_many_as_with_one(asked, jonas, at, django_assert_num_queries):  # fmt: skip
    wifi, client = ServicePackage.objects.get(slug="wifi"), of(jonas)
    client.get("/helper/rankings/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/helper/rankings/")
    for number in range(3):
        actions.explain_ranking(subject=f"request:{number}x", matches=find(wifi, at), package=wifi, by=None, at=at)  # fmt: skip
    with django_assert_num_queries(len(one)):
        client.get("/helper/rankings/")
