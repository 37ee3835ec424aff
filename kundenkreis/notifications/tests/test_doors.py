"""Pages and API of my notices."""

import pytest
from django.test import Client

from kundenkreis.core.events import announce
from kundenkreis.notifications import actions
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.notifications.tests.conftest import BellRang


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


QUERIES = 6  # brand, session, person, roles, count, notices, unread


def test_older_notices_are_on_the_next_page(page, told):
    told(21)
    assert page.get("/notices/").content.decode().count("Open the door") == 20
    assert page.get("/notices/?page=2").content.decode().count("Open the door") == 1


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
