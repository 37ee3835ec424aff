"""Pictures, films and recordings: brought, seen by whom they are for, served piece by piece, taken away."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from PIL import Image

from kundenkreis.core import scope
from kundenkreis.core.markdown import to_html
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused, TooMany
from kundenkreis.core.tests.test_pictures import PLACE as EXIF
from kundenkreis.core.tests.test_pictures import encoded, with_exif
from kundenkreis.media import actions, queries, rules, webvtt
from kundenkreis.media.figures import drawn
from kundenkreis.media.models import PIECE, Captions, Media, MediaPiece, MediaUse
from kundenkreis.media.personal_data import MediaData
from kundenkreis.media.tests.conftest import bring
from kundenkreis.media.tests.files import ALL, VTT, each_kind, mp4
from kundenkreis.people.models import Person

HOST = {"host": "alpenfon.localhost"}


def client(person=None, **headers):
    found = Client(headers={**HOST, **headers})
    if person:
        found.force_login(person)
    return found


def made_and_checked(make):
    make()
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@each_kind
def test_each_kind_is_kept_and_comes_back_as_what_it_is(kind, aylin, at):
    media = bring(ALL[kind], aylin, at)
    answer = client(aylin).get(media.address)
    whole = body(answer)
    assert answer.headers["Content-Type"] == (
        media.media_type if kind == "picture" else kind
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert int(answer.headers["Content-Length"]) == len(whole) > 100
    assert media.kind == kind.partition("/")[0]


@pytest.mark.flow
def test_a_picture_is_written_anew_in_three_sizes_without_its_place(aylin, at):
    media = bring(encoded(size=(2000, 1500)), aylin, at)
    assert media.widths == [1600, 960, 480]
    for width, address in media.sizes:
        with Image.open(BytesIO(body(client(aylin).get(address)))) as image:
            assert (image.format, image.size) == ("JPEG", (width, width * 3 // 4))
    small = bring(with_exif(), aylin, at)
    assert small.widths == [40]
    assert EXIF.encode() not in body(client(aylin).get(small.address))
    assert client(aylin).get(small.sized(41)).status_code == 404
    assert client(aylin).get(f"{small.path}content/").status_code == 404


@pytest.mark.flow
def test_a_film_is_sent_in_pieces_and_no_answer_to_a_range_is_longer_than_one(film, aylin):
    whole = mp4(media=bytes(range(250)) * 10_000).replace(b"+47.3776+008.5213/", bytes(18))
    one = client(aylin)
    stored = body(one.get(film.address))
    assert (len(stored), stored[-2_000_000:]) == (len(whole), whole[-2_000_000:])
    assert MediaPiece.objects.filter(media=film).count() == 3
    got, at_ = b"", 0
    while at_ < len(whole):
        answer = one.get(film.address, headers={"range": f"bytes={at_}-"})
        assert answer.status_code == 206
        assert not answer.streaming
        assert answer.headers["Content-Range"] == f"bytes {at_}-{at_ + len(answer.content) - 1}/{len(whole)}"  # fmt: skip
        assert len(answer.content) <= PIECE
        got += answer.content
        at_ += len(answer.content)
    assert got == stored
    over = one.get(film.address, headers={"range": "bytes=999990-1000009"})
    assert over.content == stored[999_990:1_000_010]


def test_abuse_of_ranges_is_refused_and_what_is_known_is_not_sent_again(film, aylin):
    one = client(aylin)
    for header in ("bytes=0-0,2-2,4-4", "bytes=99999999-", "bytes=5-2"):
        answer = one.get(film.address, headers={"range": header})
        assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{film.size}")  # fmt: skip
    etag = one.get(film.address).headers["ETag"]
    assert one.get(film.address, headers={"if-none-match": etag}).status_code == 304
    stale = one.get(film.address, headers={"range": "bytes=0-9", "if-range": '"other"'})
    assert stale.status_code == 200


@pytest.mark.flow
def test_only_its_author_and_the_team_see_what_no_text_shows(picture, film, aylin, beat, reto, kai, seeland, at):  # fmt: skip
    for media in (picture, film):
        seen = {who and who.name: client(who).get(media.address).status_code for who in (None, beat, aylin, reto, kai)}  # fmt: skip
        assert seen == {None: 404, "Beat": 404, "Aylin": 200, "Reto": 200, "Kai": 404}
    actions.show("article:x", [film.pk], by=reto, at=at)
    assert client().get(film.address).status_code == 200
    there = Client(headers={"host": "seeland.localhost"})
    there.force_login(kai)
    assert there.get(film.address).status_code == 404
    assert client().get(f"/media/{uuid.uuid4()}/content/").status_code == 404
    actions.show("article:x", [], by=reto, at=at)
    assert client().get(film.address).status_code == 404


@pytest.mark.flow
def test_a_poster_is_seen_with_its_film(picture, film, aylin, reto, at):
    actions.show("article:x", [film.pk], by=reto, at=at)
    actions.set_poster(film, picture, by=aylin, at=at)
    assert client().get(picture.address).status_code == 200
    actions.show("article:x", [], by=reto, at=at)
    actions.show("article:y", [film.pk], by=reto, at=at)
    assert queries.places_of(picture) == ["article:y"]
    with pytest.raises(Invalid, match="no_picture"):
        actions.set_poster(film, film, by=aylin, at=at)
    actions.set_poster(film, None, by=aylin, at=at)
    assert film.poster is None


@pytest.mark.flow
def test_the_same_file_twice_is_one_for_each_person_and_one_for_all_imports(picture, aylin, beat, at):  # fmt: skip
    again = bring(ALL["picture"], aylin, at, "Besser gesagt")
    assert (again.pk, again.words) == (picture.pk, "Besser gesagt")
    assert bring(ALL["picture"], beat, at).pk != picture.pk
    first = bring(ALL["picture"], None, at, source="gnome-help/a.png")
    assert bring(ALL["picture"], None, at, source="gnome-help/b.png") == first
    assert Media.objects.count() == 3


@pytest.mark.flow
def test_words_and_an_account_are_needed_and_thirty_a_day_are_enough(picture, aylin, mira, at, monkeypatch):  # fmt: skip
    with pytest.raises(Invalid) as no:
        bring(ALL["audio/ogg"], aylin, at, "  ")
    assert "words" in no.value.fields
    guest = Person.objects.create(name="Gast", joined_at=at)
    assert guest.is_guest
    with pytest.raises(NotAllowed, match="account_only"):
        bring(ALL["audio/ogg"], guest, at)
    monkeypatch.setattr(rules, "MOST_A_DAY", 1)
    with pytest.raises(TooMany, match="too_many_media"):
        bring(ALL["audio/ogg"], aylin, at)
    bring(ALL["audio/ogg"], aylin, at + timedelta(days=1, minutes=1))
    bring(ALL["audio/ogg"], mira, at)
    assert bring(ALL["audio/mpeg"], mira, at).kind == "audio"


@pytest.mark.flow
def test_captions_and_words_are_changed_by_its_author_and_the_team_only(film, picture, aylin, beat, reto, at):  # fmt: skip
    actions.set_captions(film, language="de", data=VTT, by=aylin, at=at)
    actions.set_captions(film, language="de", data=VTT.replace(b"Router", b"Kasten"), by=reto, at=at)  # fmt: skip
    (row,) = queries.captions_of(film)
    assert "Kasten" in row.content
    for act in (
        lambda: actions.set_captions(film, language="de", data=VTT, by=beat, at=at),
        lambda: actions.describe(film, words="x", language="de", by=beat, at=at),
        lambda: actions.remove(film, by=beat, at=at),
    ):
        with pytest.raises(NotAllowed, match="not_yours"):
            act()
    with pytest.raises(Invalid, match="no_sound"):
        actions.set_captions(picture, language="de", data=VTT, by=aylin, at=at)
    answer = client(aylin).get(row.address)
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.content.startswith(b"WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nDas ist der Kasten.")  # fmt: skip
    assert client(beat).get(row.address).status_code == 404
    actions.remove_captions(film, language="de", by=aylin, at=at)
    assert queries.captions_of(film) == []


@pytest.mark.flow
def test_what_everybody_sees_is_taken_away_by_deciders_only(
    film, shown, aylin, reto, mira, at
):
    for who in (aylin, reto):
        with pytest.raises(Refused, match="in_use"):
            actions.remove(film, by=who, at=at)
    actions.remove(film, by=mira, at=at)
    with pytest.raises(NotFound):
        queries.media_for(film.pk, mira, staff=True)
    assert not MediaPiece.objects.filter(media=film.pk).exists()


def test_forgetting_keeps_what_texts_show_without_her_name(picture, film, aylin, reto, at):
    actions.show("article:x", [film.pk], by=reto, at=at)
    told = MediaData().export(aylin)["media"]
    assert {each["words"] for each in told} == {"Der Knopf am Router", "So geht es"}
    MediaData().forget(aylin, at=at)
    kept = Media.objects.get()
    assert (kept.pk, kept.added_by) == (film.pk, None)


def test_a_text_shows_a_player_with_captions_and_what_is_said_and_never_by_itself(film, aylin, at):  # fmt: skip
    actions.set_captions(film, language="de", data=VTT, by=aylin, at=at)
    (media,) = queries.visible([film.pk], aylin, staff=False).values()
    html = to_html(f"Oben\n![<b>Kurz</b>](media:{film.pk})\nunten", lambda _id, words: drawn(media, words, "de"))  # fmt: skip
    assert "<p>Oben</p>\n<figure" in html
    assert "</figure>\n<p>unten</p>" in html
    assert "&lt;b&gt;Kurz&lt;/b&gt;" in html
    for part in ("<video", "controls", 'kind="captions"', 'srclang="de"', "default", "Das grüne Licht blinkt.", "<details", f'href="{film.address}"'):  # fmt: skip
        assert part in html
    for part in ("autoplay", "<b>", "style=", "onclick"):
        assert part not in html


def test_a_text_without_the_right_to_it_says_its_words_and_loads_nothing_from_elsewhere():
    text = f"![Der Knopf](media:{uuid.uuid4()}) ![x](https://fremd.example/a.png) ![y](javascript:alert(1)) ![z](data:image/png;base64,AA)"
    for html in (to_html(text), to_html(text, lambda _id, _words: "")):
        assert "Der Knopf" in html
        assert "<img" not in html
        assert "media:" not in html
        assert 'href="https://fremd.example/a.png" rel="nofollow' in html
        assert "javascript:alert" not in html.replace("![y](javascript:alert(1))", "")
        assert "data:" not in html


@pytest.mark.flow
def test_the_pages_bring_describe_and_remove(aylin, at, django_assert_num_queries):
    mine = client(aylin)
    file = BytesIO(mp4())
    file.name = "film.jpg"  # what its name says does not count
    sent = mine.post("/media/new/", {"file": file, "words": "Mein Film", "language": "de"})
    assert sent.status_code == 303, sent.content.decode()
    media = Media.objects.get()
    assert (sent.headers["Location"], media.media_type) == (media.path, "video/mp4")
    page = mine.get(media.path).content.decode()
    assert media.code in page
    assert "<video" in page
    wrong = mine.post(f"{media.path}captions/", {"language": "de", "captions": "kein VTT"})
    assert (wrong.status_code, "WEBVTT" in wrong.content.decode()) == (422, True)
    assert mine.post(f"{media.path}captions/", {"language": "de", "captions": VTT.decode()}).status_code == 303  # fmt: skip
    assert webvtt.transcript(Captions.objects.get().content)[0] in mine.get(media.path).content.decode()  # fmt: skip
    assert mine.post(f"{media.path}words/", {"words": "Neu", "language": "fr"}).status_code == 303  # fmt: skip
    assert mine.post(f"{media.path}captions/de/removal/").status_code == 303
    assert "Neu" in mine.get("/media/").content.decode()
    assert mine.post(f"{media.path}removal/").status_code == 303
    assert not Media.objects.exists()
    svg = BytesIO(b"<svg onload=alert(1)>")
    svg.name = "bild.png"
    bad = mine.post("/media/new/", {"file": svg, "words": "x", "language": "de"})
    assert bad.status_code == 422
    assert not Media.objects.exists()


def test_the_list_asks_as_often_for_three_as_for_one(aylin, at, django_assert_num_queries):
    mine, counts = client(aylin), []
    for number in (1, 3):
        while Media.objects.count() < number:
            bring(encoded(size=(50 + Media.objects.count(), 40)), aylin, at)
        with django_assert_num_queries(6):
            counts.append(mine.get("/media/").content.count(b"photos__image"))
    assert counts == [1, 3]


@pytest.mark.flow
def test_the_api_takes_the_file_as_the_body_and_the_same_one_once(aylin, beat, at):
    mine = client(aylin)
    url = "/api/v1/media?words=Der+Knopf&language=de"
    csrf = mine.get("/media/").cookies["csrf"].value if mine.get("/media/").cookies.get("csrf") else ""  # fmt: skip
    headers = {"X-CSRFToken": csrf}
    made = mine.post(url, ALL["video/webm"], content_type="application/octet-stream", headers=headers)  # fmt: skip
    assert made.status_code == 201, made.content
    out = made.json()
    assert (out["kind"], out["seconds"], out["shown"]) == ("video", 10, False)
    again = mine.post(url, ALL["video/webm"], content_type="video/mp4", headers=headers)
    assert again.json()["id"] == out["id"]
    path = f"/api/v1/media/{out['id']}"
    told = mine.put(
        f"{path}/captions/de", VTT, content_type="text/vtt", headers=headers
    ).json()
    assert told["captions"][0]["transcript"] == [
        "Das ist der Router. Das grüne Licht blinkt."
    ]
    words = mine.put(path, {"words": "Neu", "language": "de"}, content_type="application/json", headers=headers)  # fmt: skip
    assert words.json()["code"] == f"![Neu](media:{out['id']})"
    assert [each["words"] for each in mine.get("/api/v1/media").json()["items"]] == ["Neu"]
    assert mine.get("/api/v1/media/allowance").json() == {
        "bytes": 100_000_000,
        "minutes": 60,
    }
    for who, status in ((None, 401), (beat, 404)):
        assert client(who).get(path).status_code == status
    assert client().get("/api/v1/media/allowance").status_code == 401
    assert mine.delete(path, headers=headers).status_code == 204


@pytest.mark.flow
def test_the_laws_hold_against_raw_rows(picture, film, aylin, seeland, at):
    facts = {"kind": "picture", "media_type": "image/jpeg", "language": "de", "size": 1, "width": 1, "height": 1, "added_at": at}  # fmt: skip

    def breaks(law, make):
        with pytest.raises(IntegrityError, match=law), transaction.atomic():
            made_and_checked(make)

    new = Media.objects.create
    breaks("media_in_words", lambda: new(**facts, digest="a", words=""))
    breaks("media_measured", lambda: new(**{**facts, "width": 0}, digest="a", words="x"))
    breaks(
        "media_measured", lambda: new(**{**facts, "kind": "video"}, digest="a", words="x")
    )
    breaks("media_once_a_person", lambda: new(**facts, digest=picture.digest, words="x", added_by=aylin))  # fmt: skip
    new(**facts, digest="i", words="x", source="a/b.png")
    breaks(
        "media_imported_once", lambda: new(**facts, digest="i", words="x", source="a/c.png")
    )
    breaks("media_piece_number", lambda: MediaPiece.objects.create(media=film, width=0, number=0, content=b""))  # fmt: skip
    Captions.objects.create(media=film, language="de", content="x", set_at=at)
    breaks("captions_once_a_language", lambda: Captions.objects.create(media=film, language="de", content="y", set_at=at))  # fmt: skip
    MediaUse.objects.create(media=film, place="p", since=at)
    breaks(
        "media_used_once", lambda: MediaUse.objects.create(media=film, place="p", since=at)
    )
    with scope.inside(seeland.pk):
        breaks("media_piece_of_same_brand", lambda: MediaPiece.objects.create(media=film, width=0, number=99, content=b""))  # fmt: skip
        breaks("captions_of_same_brand", lambda: Captions.objects.create(media=film, language="fr", content="x", set_at=at))  # fmt: skip
        breaks("media_use_of_same_brand", lambda: MediaUse.objects.create(media=film, place="q", since=at))  # fmt: skip
        breaks("media_poster_of_same_brand", lambda: new(**{**facts, "kind": "video", "lasts": 5}, digest="z", words="x", poster=picture))  # fmt: skip
