"""What members write, whose words they are, which product a text is for, and translations."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.personal_data import KnowledgeData
from kundenkreis.stages.knowledge.tests.conftest import HOST, send, signed_in, write
from kundenkreis.stages.knowledge.tests.test_workflow import attacked, states, told
from kundenkreis.stages.knowledge.variants import choices, chosen, parts

WORDS = {"title": "Router lüften", "summary": "", "body": "Staub weg.", "language": "de", "topic": "internet", "kind": "help"}  # fmt: skip
BODY = "1. Einschalten.\n\n::: for FritzBox, Speedport\n2. Knopf drücken.\n:::\n\n3. Warten.\n\n::: for speedport\nLampe grün."


@pytest.mark.flow
def test_a_member_proposes_is_answered_published_thanked_and_named(alpenfon, vreni, mira):
    hers, office = signed_in(vreni), signed_in(mira)
    assert "Staub" in send(hers, "/article-proposals/new/", preview="1", **WORDS).content.decode()  # fmt: skip
    path = send(hers, "/article-proposals/new/", **WORDS)["Location"]
    article = Article.objects.get()
    text = f"/editing/{article.pk}/revisions/1/"
    assert told("revision_sent") == ["Mira"]
    send(office, f"{text}return/", note="Wie oft?")
    assert "Wie oft?" in hers.get(path).content.decode()
    form = hers.get(f"/article-proposals/{article.pk}/").content.decode()
    assert "Staub weg." in form
    send(hers, f"/article-proposals/{article.pk}/", title="Router lüften", body="Jährlich.", seen="1", base="1")  # fmt: skip
    send(office, f"/editing/{article.pk}/revisions/2/publication/")
    assert told("revision_published") == ["Vreni"]
    page = Client(headers=HOST).get(Article.objects.get().path).content.decode()
    assert f"/authors/{vreni.pk}/" in page
    assert "Router lüften" in hers.get("/article-proposals/").content.decode()
    author = Client(headers=HOST).get(f"/authors/{vreni.pk}/").content.decode()
    assert "Router lüften" in author
    assert Client(headers=HOST).get(f"/authors/{mira.pk}/").status_code == 404
    KnowledgeData().forget(vreni, at=article.created_at)
    assert Client(headers=HOST).get(f"/authors/{vreni.pk}/").status_code == 404


@pytest.mark.flow
def test_better_words_for_an_article_do_not_overrun_others(wifi, vreni, reto, mira, at):
    hers = signed_in(vreni)
    path = f"/article-proposals/{wifi.pk}/"
    actions.revise(wifi, title="x", body="Von Reto.", by=reto, at=at)
    late = send(hers, path, title="WLAN", body="Besser.", seen="1", base="1")
    assert late.status_code == 422
    assert "<ins>" in late.content.decode()
    done = send(hers, path, title="WLAN", body="Besser.", seen="2", base="1")
    assert done["Location"] == f"{path}3/"
    assert states(wifi) == ["published", "draft", "in_review"]
    assert send(hers, path, title="", body="x").status_code == 422


@pytest.mark.flow
def test_members_write_five_texts_a_day_and_see_only_their_own(wifi, vreni, beat, at):
    for number in range(5):
        made = actions.propose(title=f"{number}", body="x", language="de", by=vreni, at=at)
    with pytest.raises(TooMany):
        actions.propose_change(wifi, title="x", body="y", by=vreni, at=at)
    actions.propose_change(wifi, title="x", body="y", by=vreni, at=at + timedelta(days=1, hours=1))  # fmt: skip
    assert len(queries.own_texts(vreni)) == 6
    for look in (
        lambda: queries.own_text(beat, made.article_id, 1),
        lambda: queries.article_of_mine_or_readable(beat, made.article_id),
        lambda: queries.author(vreni.pk),
    ):
        with pytest.raises(NotFound):
            look()
    assert signed_in(beat).get(made.own_path).status_code == 404
    guest = Person.objects.create(joined_at=at)
    with pytest.raises(NotAllowed, match="account_only"):
        actions.propose(title="x", body="y", language="de", by=guest, at=at)
    for wrong in ({"language": "xx"}, {"kind": "overview"}):
        with pytest.raises(Invalid):
            actions.propose(**{"title": "x", "body": "y", "language": "de", "by": beat, "at": at, **wrong})  # fmt: skip


@pytest.mark.flow
def test_what_members_tell_is_no_instruction(case, vreni, mira, at):
    told_ = actions.propose(title="Mein WLAN verbindet sich", body="Mein WLAN verbindet sich wieder.", language="de", kind="blog", by=vreni, at=at)  # fmt: skip
    actions.publish(told_, by=mira, at=at)
    assert queries.best_article(case) is None
    page = Client(headers=HOST).get("/blog/").content.decode()
    assert "Vreni" in page
    assert "Mein WLAN verbindet sich" in page
    assert "Mein WLAN verbindet sich" not in Client(headers=HOST).get("/articles/").content.decode()  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_texts_cost_the_same_however_long_they_are(vreni, mira, at, rows):
    hers = signed_in(vreni)
    hers.get("/blog/")
    for number in range(rows):
        made = actions.propose(title=f"{number}", body="x", language="de", kind="blog", by=vreni, at=at)  # fmt: skip
        actions.publish(made, by=mira, at=at)
    costs = {}
    for path in ("/blog/", "/article-proposals/", f"/authors/{vreni.pk}/"):
        with CaptureQueriesContext(connection) as counted:
            assert hers.get(path).status_code == 200
        costs[path] = len(counted)
    assert list(costs.values()) == [6, 6, 7], costs


def test_a_text_knows_for_which_products_it_is():
    assert [(part.labels, part.text) for part in parts(BODY)] == [
        ((), "1. Einschalten."), (("FritzBox", "Speedport"), "2. Knopf drücken."),
        ((), "3. Warten."), (("speedport",), "Lampe grün."),
    ]  # fmt: skip
    assert choices(BODY) == ["FritzBox", "Speedport"]
    assert chosen(BODY, ["iPhone", "SPEEDPORT"]) == "Speedport"
    assert chosen(BODY, ["iPhone"]) == ""
    assert [part.labels for part in parts("```\n::: for x\n:::\n```")] == [()]
    assert parts("") == []
    assert [part.labels for part in parts("::: for ,\nx")] == [()]


@pytest.mark.flow
def test_a_reader_chooses_her_product_and_finds_the_others_too(alpenfon, at):
    article = write("Router", BODY, at)
    hers = Client(headers=HOST)
    page = hers.get(article.path).content.decode()
    assert page.count("<details") < hers.get(f"{article.path}?for=FritzBox").content.decode().count("<details")  # fmt: skip
    page = hers.get(article.path).content.decode()
    assert "Lampe grün" in page
    assert 'aria-current="true">FritzBox' in page
    assert '<ol start="3">' in page
    hers.get(f"{article.path}?for=A.B%3B\u00e4")
    assert 'aria-current="true">FritzBox' in hers.get(article.path).content.decode()
    assert 'aria-current="true">FritzBox' not in hers.get(f"{article.path}?for=").content.decode()  # fmt: skip


@pytest.mark.flow
def test_a_translation_says_when_its_original_went_on(wifi, reto, mira, seeland, at):
    office = signed_in(mira)
    path = f"/editing/{wifi.pk}/translations/en/"
    assert "Starten Sie" in office.get(path).content.decode()
    assert office.get(f"/editing/{wifi.pk}/translations/xx/").status_code == 200
    assert send(office, f"/editing/{wifi.pk}/translations/xx/", title="x", body="y").status_code == 422  # fmt: skip
    text = send(office, path, title="Wi-Fi", body="Restart it.")["Location"]
    send(office, f"{text}publication/")
    english = Article.objects.get(language="en")
    assert english.family == wifi.family
    with pytest.raises(Refused, match="translated"):
        actions.translate(wifi, language="en", title="x", body="y", by=reto, at=at)
    outdated = "older than the original"
    reader = Client(headers={**HOST, "accept-language": "en"})
    assert outdated not in reader.get(english.path).content.decode()
    actions.write_again(wifi, title="WLAN", body="Ganz anders.", by=mira, at=at)
    assert outdated in reader.get(english.path).content.decode()
    page = queries.editors_list("outdated", number=None, at=at)
    assert [article.pk for article in page] == [english.pk]
    edit = f"/editing/{english.pk}/text/"
    assert "Ganz anders." in office.get(edit).content.decode()
    text = send(office, edit, title="Wi-Fi", body="All new.", seen="1", base="1")[
        "Location"
    ]
    send(office, f"{text}publication/")
    assert outdated in reader.get(english.path).content.decode()
    text = send(office, edit, title="Wi-Fi", body="All new!", seen="2", base="2", up_to_date="on")["Location"]  # fmt: skip
    send(office, f"{text}publication/")
    assert outdated not in reader.get(english.path).content.decode()
    assert office.get(f"/editing/{wifi.pk}/").status_code == 200
    follows = "update kundenkreis_articlerevision set follows_id = %s where article_id = %s"
    attacked("follows_family", follows, wifi.published_revision_id, wifi.pk)


def test_a_translation_stays_in_its_brand(wifi, reto, seeland, at):
    from kundenkreis.core import scope

    with scope.inside(seeland.pk):
        other = write("Wi-Fi", "x", at, language="en", family=wifi.family)
    follows = "update kundenkreis_articlerevision set follows_id = %s where article_id = %s"
    attacked("follows_of_same_brand", follows, other.published_revision_id, wifi.pk)
    made = actions.draft(title="x", body="y", language="de", by=reto, at=at)
    with pytest.raises(Refused, match="no_text"):
        actions.translate(made.article, language="en", title="x", body="y", by=reto, at=at)


@pytest.mark.flow
def test_the_api_takes_proposals_and_translations(wifi, vreni, mira):
    def post(client, path, **body):
        token = client.get("/articles/").cookies.get("csrftoken")
        headers = {"X-CSRFToken": token.value if token else ""}
        return client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers)  # fmt: skip

    hers, office = signed_in(vreni), signed_in(mira)
    made = post(hers, "article-proposals", title="Neu", text="x", language="de", topic="internet")  # fmt: skip
    assert (made.status_code, made.json()["state"]) == (201, "in_review")
    change = post(hers, f"articles/{wifi.pk}/proposals", title="Neu", text="x", seen=1)
    assert change.json()["number"] == 2
    assert len(hers.get("/api/v1/article-proposals").json()["items"]) == 2
    english = post(office, f"articles/{wifi.pk}/translations", language="en", title="Wi-Fi", text="x")  # fmt: skip
    assert english.status_code == 201
    assert Client(headers=HOST).get("/api/v1/article-proposals").status_code == 401
    whole = hers.get(f"/api/v1/articles/{wifi.pk}").json()
    assert (whole["newest"], whole["outdated"], whole["authors"]) == (2, False, [])
