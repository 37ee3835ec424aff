"""Articles that show pictures and films: seen by everybody exactly as long as people read the text."""

from datetime import timedelta

import pytest
from django.test import Client

from kundenkreis.core.tests.test_pictures import encoded
from kundenkreis.media.models import Media
from kundenkreis.media.tests.conftest import bring
from kundenkreis.media.tests.files import mp4
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.queries import own_texts
from kundenkreis.stages.knowledge.tests.conftest import HOST, send, signed_in
from tests.kept import kept


@kept
def button(vreni: Person, at) -> Media:
    return bring(encoded(size=(60, 40)), vreni, at, "Der grüne Knopf")


@kept
def film(vreni: Person, at) -> Media:
    return bring(mp4(), vreni, at, "So geht es")


def steps(*media: Media) -> str:
    return "\n".join(f"{number}. Schritt\n   {each.code}" for number, each in enumerate(media, 1))  # fmt: skip


def seen(media: Media) -> int:
    return Client(headers=HOST).get(media.address).status_code


@pytest.mark.flow
def test_a_members_photo_guide_is_reviewed_with_its_pictures_published_and_seen(button, film, vreni, mira, beat, at):  # fmt: skip
    hers = signed_in(vreni)
    words = {"title": "Knopf finden", "summary": "", "body": steps(button, film), "language": "de", "topic": "internet", "kind": "help"}  # fmt: skip
    looked = send(hers, "/article-proposals/new/", preview="1", **words).content.decode()
    assert f'<img class="media__picture" src="{button.address}"' in looked
    path = send(hers, "/article-proposals/new/", **words)["Location"]
    assert button.address in hers.get(path).content.decode()
    assert (seen(button), seen(film)) == (404, 404)
    (text,) = own_texts(vreni)
    assert button.address in signed_in(mira).get(text.path).content.decode()
    stranger = signed_in(beat)
    send(stranger, "/article-proposals/new/", **words)
    other = own_texts(beat)[0]
    assert button.address not in stranger.get(other.own_path).content.decode()
    send(signed_in(mira), f"{text.path}publication/")
    article = Article.objects.get(pk=text.article_id)
    page = Client(headers=HOST).get(article.path).content.decode()
    assert page.count("<figure") == 2
    assert (seen(button), seen(film)) == (200, 200)
    assert f"<li>Schritt<figure class=\"media\"><img class=\"media__picture\" src=\"{button.address}\"" in page  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize("end", ["other words", "withdrawn", "expired"])
def test_what_no_longer_stands_in_what_people_read_is_no_longer_seen(end, button, mira, at):
    article = actions.write(title="Knopf", body=button.code, language="de", by=mira, at=at)
    assert seen(button) == 200
    if end == "other words":
        actions.write_again(article, title="Knopf", body="Ohne Bild.", by=mira, at=at)
    elif end == "withdrawn":
        actions.withdraw(article, by=mira, at=at)
    else:
        actions.expire(by=None, at=at + timedelta(days=400))
    assert seen(button) == 404
    if end == "withdrawn":
        actions.restore(article, by=mira, at=at)
        assert seen(button) == 200


@pytest.mark.flow
def test_chosen_pictures_begin_a_photo_guide_and_a_film_its_own_text(
    button, film, vreni, beat
):
    form = signed_in(vreni).get(f"/article-proposals/new/?media={film.pk}&media={button.pk}").content.decode()  # fmt: skip
    assert f"2. …\n   ![So geht es](media:{film.pk})" in form or f"1. …\n   ![So geht es](media:{film.pk})" in form  # fmt: skip
    assert button.code in form
    alone = (
        signed_in(vreni).get(f"/article-proposals/new/?media={film.pk}").content.decode()
    )
    assert 'value="So geht es"' in alone
    other = signed_in(beat).get(f"/article-proposals/new/?media={film.pk}&media=x").content.decode()  # fmt: skip
    assert film.code not in other


@pytest.mark.flow
def test_all_that_is_wrong_is_found_at_once_and_asked_as_often_for_three_as_for_one(button, film, mira, beat, at, django_assert_num_queries):  # fmt: skip
    gone = actions.write(title="Weg", body="x", language="de", by=mira, at=at)
    nowhere = "0" * 8 + "-0000-0000-0000-" + "0" * 12
    body = f"[da](/articles/{gone.pk}/weg/) ![](media:{button.pk}) {film.code} ![x](media:{nowhere})"  # fmt: skip
    office = signed_in(mira)
    for number in (1, 3):
        while Article.objects.count() < number + 1:
            actions.write(title=f"Schlecht {Article.objects.count()}", body=body, language="de", by=mira, at=at)  # fmt: skip
        if number == 1:
            actions.withdraw(gone, by=mira, at=at)
        with django_assert_num_queries(8):
            found = queries.findings(at=at)
        assert sorted(each.kind for each in found) == sorted(["link", "gone", "words", "captions"] * number)  # fmt: skip
    page = office.get("/editing/checks/").content.decode()
    for word in (nowhere, "Der grüne Knopf", "So geht es", "Schlecht 1"):
        assert word in page
    told = office.get("/api/v1/article-checks").json()["items"]
    assert {each["kind"] for each in told} >= {"link", "gone", "words", "captions"}
    assert signed_in(beat).get("/editing/checks/").status_code == 404
    assert signed_in(beat).get("/api/v1/article-checks").status_code == 404
