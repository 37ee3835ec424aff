"""Pages and API of my notices."""

import pytest
from django.test import Client
from django.urls import include, path
from ninja import NinjaAPI

from kundenkreis.core.events import announce
from kundenkreis.notifications import actions, live
from kundenkreis.notifications.api import router
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.notifications.tests.conftest import BellRang

api = NinjaAPI(urls_namespace="notices-alone")
api.add_router("", router)
urlpatterns = [path("api/v1/", api.urls), path("", include("kundenkreis.urls"))]

# Brand, session, person, roles, unread, count, notices.
QUERIES = 7


@pytest.fixture
def told(vreni, at, reactions):
    """Tells Vreni so many times."""

    def tell(times: int, person=vreni) -> list[Notice]:
        notices = []
        for _ in range(times):
            announce(BellRang(house="7"), by=None, at=at)
            notice = actions.notify(
                person=person,
                kind="bell_rang",
                row=EventRow.objects.latest("id"),
                values={"who": "Jonas", "when": at, "price": 1},
                path="/door/7/",
            )
            Notice.objects.filter(pk=notice.pk).update(number=Notice.objects.count())
            notices.append(notice)
        return notices

    return tell


@pytest.fixture
def page(vreni) -> Client:
    client = Client(HTTP_HOST="alpenfon.localhost")
    client.force_login(vreni)
    return client


def test_nobody_is_asked_to_sign_in(alpenfon):
    answer = Client(HTTP_HOST="alpenfon.localhost").get("/notices/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?then=%2Fnotices%2F"


@pytest.mark.flow
def test_an_empty_page_says_what_will_be_here(page):
    assert "by mail" in page.get("/notices/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_needs_the_same_queries_for_one_and_three(
    rows, page, told, django_assert_num_queries
):
    told(rows)
    with django_assert_num_queries(QUERIES):
        html = page.get("/notices/").content.decode()
    assert html.count("Jonas rings at 09:00") == rows


@pytest.mark.flow
def test_older_notices_are_on_the_next_page(page, told):
    told(21)
    assert page.get("/notices/").content.decode().count("Open the door") == 20
    assert page.get("/notices/?page=2").content.decode().count("Open the door") == 1


@pytest.mark.flow
def test_opening_a_notice_reads_it_and_leads_on(page, told):
    one, other = told(2)
    answer = page.post("/notices/reading/", {"notice": str(one.pk)})
    assert (answer.status_code, answer["Location"]) == (303, "/door/7/")
    assert list(Notice.objects.unread()) == [other]
    assert page.post("/notices/reading/").status_code == 303
    assert not Notice.objects.unread().exists()


def test_a_stranger_s_notice_is_not_there(page, told, beat):
    (notice,) = told(1, person=beat)
    assert page.post("/notices/reading/", {"notice": str(notice.pk)}).status_code == 404
    assert page.post("/notices/reading/", {"notice": "7"}).status_code == 404
    assert "Jonas" not in page.get("/notices/").content.decode()


@pytest.mark.flow
@pytest.mark.urls(__name__)
def test_a_program_follows_my_notices_by_number(page, told):
    told(3)
    Notice.objects.filter(number=3).update(number=None)  # not numbered yet: not told yet
    first = page.get("/api/v1/events?limit=1", HTTP_ACCEPT_LANGUAGE="en").json()
    assert (first["items"][0]["number"], first["next"]) == (1, 1)
    assert first["items"][0]["subject"] == "Jonas rings at 09:00"
    rest = page.get(f"/api/v1/events?since={first['next']}").json()
    assert ([item["number"] for item in rest["items"]], rest["next"]) == ([2], 2)
    assert page.get("/api/v1/events?since=2").json() == {"items": [], "next": 2}


@pytest.mark.urls(__name__)
def test_the_live_stream_is_my_own(page, vreni, alpenfon):
    answer = page.get("/api/v1/live")
    assert answer.status_code == 307
    token = answer["Location"].removeprefix("/live?token=")
    assert live.topics_in(token) == [f"{alpenfon.pk}/person:{vreni.pk}"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("path", ["events", "live"])
def test_a_program_without_a_person_learns_nothing(alpenfon, path):
    answer = Client(HTTP_HOST="alpenfon.localhost").get(f"/api/v1/{path}")
    assert answer.status_code == 403
