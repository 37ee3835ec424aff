"""Self-service through its doors: pages, fragments, API."""

import json
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.search import actions as search
from kundenkreis.search.models import StoredSearch
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import Article, HelpfulnessVote
from kundenkreis.stages.knowledge.tests.conftest import HOST, send, signed_in, write


def test_an_article_has_one_address_and_tells_when_it_was_checked(browser, wifi, reto, at):
    actions.credit(
        wifi, licence="CC BY-SA 3.0", licence_url="https://creativecommons.org/licenses/by-sa/3.0/",
        credits="Phil Bull", by=reto, at=at,
    )  # fmt: skip
    assert browser.get(f"/articles/{wifi.pk}/")["Location"] == wifi.path
    assert browser.get(f"/articles/{wifi.pk}/falsch/")["Location"] == wifi.path
    page = browser.get(wifi.path).content.decode()
    assert "<strong>Router</strong>" in page
    assert "10. März 2026" in page
    assert "CC BY-SA 3.0" in page
    assert browser.get(f"/articles/{uuid4()}/").status_code == 404


@pytest.mark.flow
def test_a_reader_without_account_says_whether_it_helped(browser, wifi):
    assert send(browser, f"/articles/{wifi.pk}/votes/", helpful="no").status_code == 303
    assert 'name="why"' in browser.get(wifi.path).content.decode()
    send(browser, f"/articles/{wifi.pk}/votes/", helpful="no", why="zu schwer")
    other = Client(headers=HOST)
    send(other, f"/articles/{wifi.pk}/votes/", helpful="yes")
    assert HelpfulnessVote.objects.count() == 2
    assert HelpfulnessVote.objects.filter(why="zu schwer", person=None).exists()
    wifi.refresh_from_db()
    assert (wifi.helped, wifi.tried) == (1, 2)


@pytest.mark.flow
def test_articles_are_listed_by_topic_and_searched(browser, wifi, slow):
    page = browser.get("/articles/").content.decode()
    assert wifi.path in page
    assert slow.path in page
    page = browser.get("/articles/?topic=internet").content.decode()
    assert wifi.path in page
    assert slow.path not in page
    page = browser.get("/articles/?q=WLAN+langsam").content.decode()
    assert slow.path in page
    assert browser.get("/articles/?q=Kartoffelsuppe&page=x").status_code == 200
    assert StoredSearch.objects.filter(text="Kartoffelsuppe", hits=0).exists()


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(browser, at, rows):
    browser.get("/articles/")
    for number in range(rows):
        write(f"Artikel {number}", "Text", at)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get("/articles/").status_code == 200
    assert len(queries) == 6, [query["sql"] for query in queries]


def test_suggestions_are_a_list_of_links_or_a_page(browser, wifi):
    fragment = browser.get(
        "/suggestions/?q=WLAN verbindet nicht", headers={"HX-Request": "true"}
    )
    html = fragment.content.decode()
    assert wifi.path in html
    assert "<html" not in html
    assert "data-count" in html
    page = browser.get("/suggestions/?q=WLAN").content.decode()
    assert wifi.path in page
    assert "<html" in page
    assert browser.get("/suggestions/?q=<b>").status_code == 200
    assert (
        browser.get("/suggestions/", headers={"HX-Request": "true"}).content.strip() == b""
    )


def test_a_case_shows_what_may_help_before_anybody_is_asked(case, wifi, slow, vreni, at):
    search.put(
        kind="question", object_id=uuid4(), family=uuid4(), language="de", title="WLAN verbindet nicht",
        url="/questions/x/", by=None, at=at,
    )  # fmt: skip
    search.put(
        kind="question", object_id=uuid4(), family=uuid4(), language="de", title="WLAN verbindet wieder nicht",
        url="/questions/open/", solved=False, by=None, at=at,
    )  # fmt: skip
    client = signed_in(vreni)
    page = client.get(f"{case.path}suggestions/").content.decode()
    assert f"{case.path}articles/{wifi.pk}/solution/" in page
    assert "/questions/x/" in page
    assert "/questions/open/" not in page


@pytest.mark.flow
def test_this_helped_solves_the_case_at_the_door(case, wifi, vreni):
    client = signed_in(vreni)
    path = f"{case.path}articles/{wifi.pk}/"
    page = client.get(path).content.decode()
    assert f"{path}solution/" in page
    assert not Attempt.objects.exists()  # reading is no attempt
    assert send(client, f"{path}solution/")["Location"] == case.path
    assert Case.objects.get().state == "solved"
    assert client.get(path).status_code == 200
    assert client.get(f"{case.path}suggestions/")["Location"] == case.path


@pytest.mark.slow
def test_this_did_not_help_leads_on(case, wifi, slow, vreni):
    client = signed_in(vreni)
    answer = send(client, f"{case.path}articles/{wifi.pk}/failure/", why="Lampe rot")
    assert answer["Location"] == f"{case.path}suggestions/"
    page = client.get(answer["Location"]).content.decode()
    assert str(wifi.pk) not in page
    assert str(slow.pk) in page
    send(client, f"{case.path}articles/{slow.pk}/failure/")
    assert client.get(f"{case.path}suggestions/")["Location"] == case.path
    assert Attempt.objects.filter(state="failed").count() == 2
    assert client.get(case.path).status_code == 200
    assert client.get(f"{case.path}articles/{wifi.pk}/").status_code == 200


@pytest.mark.flow
def test_strangers_find_neither_case_nor_article_in_it(case, wifi, beat, browser):
    for client in (signed_in(beat), browser):
        assert client.get(f"{case.path}suggestions/").status_code == 404
        assert client.get(f"{case.path}articles/{wifi.pk}/").status_code == 404
        assert send(client, f"{case.path}articles/{wifi.pk}/solution/").status_code == 404
    assert Case.objects.get().state == "open"


@pytest.mark.flow
def test_another_brand_answers_404(wifi, seeland, kai, case):
    client = Client(headers={"host": "seeland.localhost"})
    client.force_login(kai)
    assert client.get(wifi.path).status_code == 404
    assert client.get(f"{case.path}suggestions/").status_code == 404
    assert client.get(f"/api/v1/articles/{wifi.pk}").status_code == 404


@pytest.mark.flow
def test_the_api_lists_reads_and_votes(browser, wifi, vreni):
    (row,) = browser.get("/api/v1/articles?language=de&topic=internet").json()["items"]
    assert row["id"] == str(wifi.pk)
    assert browser.get("/api/v1/articles?topic=nix").status_code == 422
    whole = browser.get(f"/api/v1/articles/{wifi.pk}").json()
    assert whole["text"].startswith("1. Starten Sie")
    answer = Client(headers=HOST).post(
        f"/api/v1/articles/{wifi.pk}/votes", json.dumps({"helpful": True}), content_type="application/json"
    )  # fmt: skip
    assert answer.status_code == 201
    assert answer.json() == {
        "article": str(wifi.pk), "helpful": True, "helped": 1, "tried": 1,
    }  # fmt: skip
    assert browser.get(f"/api/v1/articles/{uuid4()}").status_code == 404


def test_a_translation_leads_to_the_readers_language(browser, wifi, at):
    english = write("Wi-Fi is down", "Restart it.", at, language="en", family=wifi.family)
    page = browser.get(english.path).content.decode()
    assert wifi.path in page
    assert Article.objects.filter(family=wifi.family).count() == 2


@pytest.mark.flow
def test_the_team_sees_what_was_looked_for_in_vain(browser, wifi, reto):
    """Found nothing, or opened nothing: not what led to an article."""
    for words in ("Kaffeemaschine entkalken", "kaffeemaschine  Entkalken", "WLAN Router"):
        page = browser.get("/articles/", {"q": words}).content.decode()
    link = re.search(r'href="(/articles/[^"]+\?search=[^"]+)"', page)
    assert link
    team = signed_in(reto)
    page = team.get("/content-gaps/").content.decode()
    assert "kaffeemaschine entkalken" in page
    assert "wlan router" in page
    assert browser.get(link[1]).status_code == 200
    page = team.get("/content-gaps/").content.decode()
    assert "wlan router" not in page
    assert browser.get(f"{wifi.path}?search=nonsense").status_code == 200
    found = team.get("/api/v1/content-gaps").json()["items"]
    assert [(gap["text"], gap["times"], gap["hits"]) for gap in found] == [
        ("kaffeemaschine entkalken", 2, 0)
    ]


def test_what_is_missing_is_for_the_team_only(browser, vreni):
    assert browser.get("/content-gaps/").status_code == 302
    assert signed_in(vreni).get("/content-gaps/").status_code == 404
    assert signed_in(vreni).get("/api/v1/content-gaps").status_code == 404


def test_an_article_in_another_language_says_so(browser, wifi):
    page = browser.get(
        "/articles/", {"q": "WLAN Router"}, headers={"accept-language": "en"}
    )
    assert "This text is in German." in page.content.decode()
    page = browser.get("/articles/", {"q": "WLAN Router"}).content.decode()
    assert "This text is in" not in page
