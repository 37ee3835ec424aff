"""The editors' pages and API: writing, comparing, deciding."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kundenkreis.core.difference import between, shortened
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import Article, ArticleRevision, ArticleRules
from kundenkreis.stages.knowledge.tests.conftest import send, signed_in, write


@pytest.mark.flow
def test_an_article_is_written_looked_at_and_published_in_the_browser(alpenfon, reto, mira):
    team, office = signed_in(reto), signed_in(mira)
    words = {"title": "Router tauschen", "summary": "So geht es.", "body": "1. **Stecker** ziehen.", "language": "de", "topic": "internet"}  # fmt: skip
    page = send(team, "/editing/new/", preview="1", **words)
    assert "<strong>Stecker</strong>" in page.content.decode()
    assert not Article.objects.exists()
    assert send(team, "/editing/new/", **{**words, "title": ""}).status_code == 422
    path = send(team, "/editing/new/", **words)["Location"]
    assert "publication/" not in team.get(path).content.decode()
    send(team, f"{path}submission/")
    assert "Router tauschen" in office.get("/editing/?list=review").content.decode()
    assert send(office, f"{path}return/").status_code == 422
    send(office, f"{path}return/", note="Bitte mit Bild.")
    assert "Bitte mit Bild." in team.get(path).content.decode()
    assert send(team, f"{path}nonsense/").status_code == 404
    send(team, f"{path}submission/")
    send(office, f"{path}publication/")
    article = Article.objects.get()
    assert team.get(article.path).status_code == 200
    page = team.get(f"/editing/{article.pk}/").content.decode()
    assert "Reto" in page
    send(team, f"/editing/{article.pk}/topic/", topic="computer")
    send(team, f"/editing/{article.pk}/check/")
    article.refresh_from_db()
    assert article.topic
    assert article.topic.slug == "computer"


@pytest.mark.flow
def test_the_second_editor_keeps_what_she_typed_and_compares(wifi, reto, mira):
    team, office = signed_in(reto), signed_in(mira)
    path = f"/editing/{wifi.pk}/text/"
    assert 'name="seen" value="1"' in office.get(path).content.decode()
    send(team, path, title="WLAN", body="Von Reto.", seen="1", base="1")
    answer = send(office, path, title="WLAN", body="Von Mira.", seen="1", base="1")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Von Mira.</textarea>" in page.replace("\n</textarea>", "</textarea>")
    assert "<del>" in page
    assert 'name="seen" value="2"' in page
    again = send(office, path, title="WLAN", body="Von Mira.", seen="2", base="1")
    assert again["Location"] == f"/editing/{wifi.pk}/revisions/3/"
    assert "Reto" in office.get(f"{again['Location']}?against=2").content.decode()
    assert ArticleRevision.objects.count() == 3


@pytest.mark.flow
def test_a_retired_article_is_set_up_and_taken_back_in_the_browser(wifi, slow, mira):
    office = signed_in(mira)
    path = f"/editing/{wifi.pk}/"
    assert send(office, f"{path}withdrawal/", successor="nix").status_code == 422
    assert send(office, f"{path}withdrawal/", successor=wifi.path).status_code == 422
    send(office, f"{path}withdrawal/", successor=f"http://x{slow.path}")
    assert office.get(wifi.path)["Location"] == slow.path
    assert slow.path.split("/")[2] in office.get(path).content.decode()
    send(office, f"{path}restoration/")
    assert office.get(wifi.path).status_code == 200


@pytest.mark.flow
def test_a_manager_sets_the_rules(alpenfon, mira, reto):
    office = signed_in(mira)
    path, values = "/editing/rules/", {"four_eyes": "on", "review_days": "90", "warn_days": "14"}  # fmt: skip
    assert send(office, path, **values).status_code == 422
    assert send(office, path, reason="x", **{**values, "review_days": "1"}).status_code == 422  # fmt: skip
    assert send(office, path, reason="Wegen der Revision", **values).status_code == 303
    assert ArticleRules.objects.get().four_eyes
    assert "Wegen der Revision" in office.get(path).content.decode()
    assert signed_in(reto).get(path).status_code == 404


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_editors_list_costs_the_same_however_long_it_is(reto, at, rows):
    client = signed_in(reto)
    client.get("/editing/")
    for number in range(rows):
        write(f"Artikel {number}", "Text", at)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/editing/?list=all").status_code == 200
    assert len(queries) == 9, [query["sql"] for query in queries]


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_the_history_costs_the_same_however_long_it_is(wifi, reto, at, rows):
    client = signed_in(reto)
    client.get("/editing/")
    for number in range(rows):
        actions.revise(wifi, title=f"{number}", body="x", by=reto, at=at)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/editing/{wifi.pk}/").status_code == 200
    assert len(queries) == 10, [query["sql"] for query in queries]


@pytest.mark.flow
def test_readers_whys_stand_before_the_editors(wifi, vreni, reto, at):
    actions.vote(wifi, helpful=False, why="Das Bild fehlt", by=vreni, at=at)
    page = signed_in(reto).get(f"/editing/{wifi.pk}/").content.decode()
    assert "Das Bild fehlt" in page
    assert "Vreni" not in page


@pytest.mark.flow
def test_the_api_writes_and_decides(alpenfon, reto, mira, vreni):
    team, office = signed_in(reto), signed_in(mira)

    def post(client, path, **body):
        token = client.get("/articles/").cookies.get("csrftoken")
        headers = {"X-CSRFToken": token.value if token else ""}
        return client.post(f"/api/v1/articles{path}", json.dumps(body), content_type="application/json", headers=headers)  # fmt: skip

    made = post(team, "", title="Neu", text="Text", language="de", topic="internet")
    assert made.status_code == 201, made.content
    path = f"/{made.json()['article']}"
    assert post(team, "", title="Neu", text="x", language="de", topic="nix").status_code == 422  # fmt: skip
    late = post(team, f"{path}/revisions", title="Neu", text="x", seen=0)
    assert (late.status_code, late.json()["reason"]) == (409, "changed_meanwhile")
    second = post(team, f"{path}/revisions", title="Neu", text="Besser", seen=1, base=1)
    assert second.json()["number"] == 2
    text = f"{path}/revisions/2"
    assert post(team, f"{text}/submission").json()["state"] == "in_review"
    assert post(office, f"{text}/return", note="kürzer").json()["state"] == "draft"
    post(team, f"{text}/submission")
    assert post(team, f"{text}/approval").status_code == 403
    assert post(office, f"{text}/approval").json()["state"] == "approved"
    done = post(office, f"{text}/publication").json()
    assert [step["name"] for step in done["steps"]] == ["write", "send", "return", "send", "approve", "publish"]  # fmt: skip
    assert team.get(f"/api/v1/articles{path}").json()["text"] == "Besser"
    assert post(team, f"{path}/check").status_code == 204
    assert post(office, f"{path}/withdrawal").status_code in (204, 422)
    post(office, f"{path}/withdrawal", note="alt")
    assert team.get(f"/api/v1/articles{path}").status_code == 404
    assert post(office, f"{path}/restoration").status_code == 204
    rows = team.get(f"/api/v1/articles{path}/revisions").json()["items"]
    assert [row["state"] for row in rows] == ["published", "draft"]
    stranger = signed_in(vreni)
    assert stranger.get(f"/api/v1/articles{path}/revisions").status_code == 404
    assert stranger.get(f"/api/v1/articles{text}").status_code == 404


def kinds(old, new):
    return [
        [(piece.kind, piece.text) for piece in line.pieces] for line in between(old, new)
    ]


def test_what_differs_is_said_in_words():
    assert kinds("Router neu starten\nEnde", "Router aus und ein\nEnde") == [
        [("same", "Router "), ("gone", "neu starten"), ("new", "aus und ein")],
        [("same", "Ende")],
    ]
    assert kinds("a", "a\nb")[1] == [("new", "b")]
    assert kinds("a\nb", "a")[1] == [("gone", "b")]
    short = shortened(between("\n".join("abcdefghij"), "\n".join("abcdefghiX")))
    assert short[0] is None
    assert len(short) == 4


@pytest.mark.flow
def test_two_texts_of_a_hundred_thousand_letters_are_compared_at_once():
    lines = between("\n".join(str(n) for n in range(20_000)), "\n".join("x" * 9_000))
    assert len(lines) == 20_000
