"""Short links: the most exact row wins, what is gone is passed over, and nobody stands before nothing."""

from uuid import uuid4

import pytest
import time_machine

from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.guides import actions as guides
from kundenkreis.guides.tests.conftest import browser, made
from kundenkreis.guides.tests.test_guides import attack
from kundenkreis.signposts import actions, queries
from kundenkreis.signposts.models import Signpost
from kundenkreis.stages.knowledge import actions as knowledge


def put(at, **more):
    values = {"product": "alpenbox", "topic": "red-light", "by": None, "at": at, **more}
    return actions.put_up(**values)


def test_the_most_exact_row_wins(alpenfon, at):
    rows = [
        {"topic": "", "words": "1"},
        {"product": "", "words": "2"},
        {"words": "3"},
        {"version": "2.*", "words": "4"},
        {"version": "2.4.*", "words": "5"},
        {"version": "2.4.1", "words": "6"},
        {"language": "fr", "words": "7"},
    ]
    for row in rows:
        put(at, **row)

    def words(product="alpenbox", topic="red-light", version="", language="de"):
        found = queries.follow(
            product=product, topic=topic, version=version, language=language
        )
        return found and found.row.words

    assert words() == "3"
    assert words(language="fr") == "7"
    assert words(topic="other") == "1"
    assert words(product="OTHER") == "2"
    assert words(product="other", topic="other") is None
    assert [words(version=v) for v in ("1.0", "2.0", "2.4.9", "2.4.1", "2.4.10")] == [
        "3",
        "4",
        "5",
        "6",
        "5",
    ]


def test_a_target_that_is_gone_is_passed_over(red_light, reto, at):
    put(at, guide=red_light.family)
    put(at, topic="", words="alpenbox")
    find = {"product": "alpenbox", "topic": "red-light", "language": "en"}

    def follow(**more):
        found = queries.follow(**find, **more)
        assert found
        return found

    assert follow().path == red_light.path, "in another language, where hers is not there"
    guides.withdraw(red_light, by=reto, at=at)
    assert follow().path == "/suggestions/?q=alpenbox"
    article = knowledge.write(
        title="Rot", body="Neu starten.", language="de", by=None, at=at
    )
    put(at, version="9", article=article.family)
    assert follow(version="9").path == article.path
    knowledge.withdraw(article, by=None, at=at)
    assert follow(version="9").title == "alpenbox"


def test_only_managers_set_links_that_lead_somewhere(mira, reto, at):
    with pytest.raises(NotAllowed):
        put(at, words="x", by=reto)
    for wrong in (
        {"product": "", "topic": " "},
        {},
        {"guide": uuid4(), "words": "x"},
        {"words": "x", "language": "xx"},
    ):
        with pytest.raises(Invalid):
            put(at, **wrong, by=mira)
    row = put(at, words="x", by=mira)
    with pytest.raises(Refused):
        put(at, product="AlpenBox", words="y", by=mira)
    actions.take_away(row, by=mira, at=at)
    actions.take_away(row, by=mira, at=at)
    assert put(at, words="y", by=mira).words == "y"


def test_the_database_keeps_the_table(alpenfon, at):
    put(at, words="x")
    assert put(at, topic="", words="y").link == "/g/alpenbox/"
    attack("signpost_once", "update kundenkreis_signpost set topic = ''")
    attack("signpost_leads_somewhere", "update kundenkreis_signpost set words = ''")
    attack(
        "signpost_leads_somewhere",
        "update kundenkreis_signpost set guide = gen_random_uuid()",
    )
    attack(
        "signpost_says_something",
        "update kundenkreis_signpost set product = '', topic = '' where words = 'y'",
    )


@pytest.mark.flow
def test_a_link_leads_on_and_is_counted_and_an_unknown_one_helps(red_light, seeland, at):
    row = put(at, guide=red_light.family, version="2.*")
    client = browser(language="de")
    with time_machine.travel(at, tick=False):
        assert client.get("/g/alpenbox/2.4.1/red-light/")["location"] == red_light.path
        assert Signpost.objects.get(pk=row.pk).followed == 1
        for path in ("/g/alpenbox/", "/g/alpenbox/red-light/", "/g/x/y/z/?language=fr"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert red_light.title in answer.content.decode() or "fr" in path
        there = client.get(
            "/g/alpenbox/2.4.1/red-light/", headers={"host": "seeland.localhost"}
        )
        assert red_light.title not in there.content.decode()


@pytest.mark.slow
def test_managers_keep_the_table_and_print_its_codes(
    mira, reto, at, django_assert_num_queries
):
    guide = guides.publish(made(at), by=None, at=at)
    assert browser(reto).get("/signposts/").status_code == 404
    client = browser(mira)
    with time_machine.travel(at, tick=False):
        assert (
            "Please choose where the link leads."
            in client.post("/signposts/new/", {"product": "a"}).content.decode()
        )
        form = {
            "product": "Alpenbox 3",
            "topic": "Red light",
            "target": f"guide:{guide.family}",
        }
        path = client.post("/signposts/new/", form)["location"]
        page = client.get(path).content.decode()
        assert "http://alpenfon.localhost/g/alpenbox-3/red-light/" in page
        code = client.get(f"{path}code.svg")
        assert code["content-type"] == "image/svg+xml"
        assert b"<svg" in code.content
        for number in (1, 3):
            while Signpost.objects.count() < number:
                put(at, topic=f"t{Signpost.objects.count()}", guide=guide.family)
            with django_assert_num_queries(6):
                assert client.get("/signposts/").status_code == 200
        assert client.post(f"{path}removal/")["location"] == "/signposts/"
        api = "/api/v1/signposts"
        made_by = client.post(
            api,
            {"product": "p", "topic": "e1", "words": "w"},
            content_type="application/json",
        )
        assert made_by.status_code == 201
        assert browser().get(f"{api}/target?product=p&topic=e1").json()["title"] == "w"
        assert browser().get(f"{api}/target?product=p").status_code == 404
        assert len(client.get(api).json()["items"]) == 3
        assert client.delete(f"{api}/{made_by.json()['id']}").status_code == 204
        assert browser(reto).get(api).status_code == 404
