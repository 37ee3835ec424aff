"""Meaning: other words, other languages, nothing rather than nonsense, and texts that change."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from kundenkreis.core import scope
from kundenkreis.ledger.tests.till import refused_by
from kundenkreis.search import actions, meaning, schedule
from kundenkreis.search.models import Document, Passage, Unread
from kundenkreis.search.queries import find
from tests.kept import kept

TEXTS = {
    "wifi": ("en", "No wireless connection", "Restart the router. Check the password of your wireless network. Move closer to the router."),
    "battery": ("en", "Battery runs out quickly", "Lower the brightness of the screen. Close programs that you do not use."),
    "printer": ("de", "Drucker einrichten", "Öffnen Sie die Einstellungen. Wählen Sie Drucker hinzufügen."),
    "sound": ("de", "Kein Ton", "Prüfen Sie die Lautstärke. Stecken Sie den Kopfhörer neu ein."),
}  # fmt: skip


def put(key, at, **more):
    language, title, body = TEXTS[key]
    return actions.put(
        kind="article", object_id=uuid4(), family=more.pop("family", uuid4()), language=language,
        title=title, body=body, url=f"/articles/{key}/", by=None, at=at, **more,
    )  # fmt: skip


@kept
def texts_understood(the_alpenfon, at):
    with scope.inside(the_alpenfon.pk, the_alpenfon):
        rows = {key: put(key, at) for key in TEXTS}
        for unread in Unread.objects.select_related("document"):
            assert actions.understand(unread, by=None, at=at)
        actions.recount(by=None, at=at)
    return rows


@pytest.fixture
def understood(texts_understood, alpenfon):
    return texts_understood


@pytest.fixture(autouse=True)
def _by_meaning(settings):
    settings.SEARCH_MEANING = True


def urls(text, language="de", **more):
    return [hit.url.split("/")[2] for hit in find(text, language=language, **more)]


def test_a_german_question_finds_the_english_text_and_knows_its_language(understood):
    (hit,) = find("Mein Funknetzwerk hat keine Verbindung zum Router", language="de")[:1]
    assert (hit.url, hit.language) == ("/articles/wifi/", "en")


def test_a_french_question_finds_the_german_text(understood):
    assert urls("Je n'entends plus rien dans mes écouteurs", "fr")[0] == "sound"


def test_the_name_of_a_model_counts_in_every_language(understood, at):
    for model in ("CH7465", "UPC3000"):
        actions.put(
            kind="article", object_id=uuid4(), family=uuid4(), language="en", title="Restart the modem",
            body=f"Switch the modem {model} off and on again.", url=f"/articles/{model}/", by=None, at=at,
        )  # fmt: skip
    for unread in Unread.objects.select_related("document"):
        actions.understand(unread, by=None, at=at)
    for model in ("CH7465", "UPC3000"):
        assert urls(f"Wie kann ich mein Modem {model} neu starten?")[0] == model


@pytest.mark.parametrize(
    "text",
    [
        "Rezept für Apfelkuchen mit Zimt",
        "Wann fährt der nächste Zug nach Bern?",
        "recette de la fondue au fromage",
        "xyzzy plugh",
        "🙂🙂",
    ],
)
def test_nothing_rather_than_nonsense(understood, text):
    assert find(text, language="de") == []


@pytest.mark.flow
@pytest.mark.parametrize(
    "text",
    ["\u00a0", "\u200b", "\u2028", "\x00\x1f", "?!…", "'; DROP TABLE x; --", "🙂" * 500, "\ud800 WLAN",
     "a" * 100_000, "WLAN " * 20_000, "Z\u0351\u036b" * 300, "{}[],[1,2]"],
)  # fmt: skip
def test_any_text_is_a_question(understood, text):
    assert all(0 < hit.score < 10 for hit in find(text, language="de"))


def test_words_alone_are_enough_without_the_extra(understood, settings):
    settings.SEARCH_MEANING = False
    assert urls("Drucker einrichten") == ["printer"]
    assert urls("Das Funknetz im Haus ist weg") == []


def test_a_family_with_both_languages_is_found_once_in_the_readers(understood, at):
    row = put("sound", at, family=understood["wifi"].family)
    hits = find("keine Verbindung zum drahtlosen Netzwerk", language="de")
    assert [hit.id for hit in hits if hit.family == row.family] == [row.object_id]


def test_texts_for_the_staff_stay_with_the_staff(understood, at):
    secret = put("wifi", at, access="staff")
    (waiting,) = Unread.objects.select_related("document")
    actions.understand(waiting, by=None, at=at)
    ids = {hit.id for hit in find("no wireless connection", language="en")}
    assert secret.object_id not in ids
    ids = {hit.id for hit in find("no wireless connection", language="en", staff=True)}
    assert secret.object_id in ids


@pytest.mark.flow
def test_comparing_all_and_asking_the_index_find_the_same(understood, alpenfon, at):
    Document.objects.filter(pk=understood["battery"].pk).update(access="staff")
    (means,) = meaning.vectors(["The screen is dark"])

    def near(way, kind, cast):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT {way}(%s, %s::{cast}, %s, false, 10)", [alpenfon.pk, means, [kind]])  # fmt: skip
            return {row[0] for row in cursor.fetchall()}

    public = {understood[key].pk for key in ("wifi", "printer", "sound")}
    for kind, expected in (("article", public), ("idea", set())):
        assert near("kk_near_of_all", kind, "halfvec") == expected
        assert near("kk_near_by_index", kind, "halfvec") == expected
        assert near("kk_near", kind, "text") == expected


def test_a_changed_text_is_read_again_by_the_clock(understood, at):
    row, later = understood["sound"], at + timedelta(hours=1)
    actions.put(
        kind="article", object_id=row.object_id, family=row.family, language="de", title="Waschmaschine",
        body="Die Trommel dreht nicht mehr.", url=row.url, by=None, at=later,
    )  # fmt: skip
    assert not row.passages.exists()
    schedule.due(at=later)
    assert not Unread.objects.exists()
    assert "Waschmaschine" in row.passages.get(number=1).text
    assert row.passages.get(number=0).text == ""


def test_a_text_that_changes_while_it_is_read_waits_again(understood, at):
    row = understood["sound"]
    fields = {"kind": "article", "object_id": row.object_id, "family": row.family, "language": "de", "url": row.url}  # fmt: skip
    actions.put(title="Erster", body="Text", by=None, at=at + timedelta(1), **fields)
    waiting = Unread.objects.select_related("document").get()
    actions.put(title="Zweiter", body="Text", by=None, at=at + timedelta(2), **fields)
    assert not actions.understand(waiting, by=None, at=at)
    assert not Passage.objects.filter(document=row).exists()
    assert Unread.objects.get().at == at + timedelta(2)


def test_what_does_not_change_is_not_read_again(understood, at):
    put_again = understood["printer"]
    actions.put(
        kind="article", object_id=put_again.object_id, family=put_again.family, language="de",
        title=TEXTS["printer"][1], body=TEXTS["printer"][2], url="/elsewhere/", by=None, at=at,
    )  # fmt: skip
    assert not Unread.objects.exists()


@pytest.mark.flow
def test_passages_are_cut_between_sentences():
    sentence = "Drücken Sie zehn Sekunden lang auf die kleine Taste. "
    parts = meaning.passages("Titel", "", sentence * 30)
    assert all(part.endswith("Taste.") for part in parts)
    assert max(len(part.split()) for part in parts) <= meaning.PASSAGE
    assert parts[0].startswith("Titel Drücken")
    assert meaning.passages("", "", "") == []
    assert len(meaning.passages("", "", "wort " * 1_000_000)) == meaning.MOST_PASSAGES


@pytest.mark.flow
@pytest.mark.parametrize("table", ["passage", "unread"])
def test_what_is_read_keeps_to_the_brand_of_its_document(understood, seeland, at, table):
    put("sound", at)  # waits to be read
    moved = f"update kundenkreis_{table} set brand_id = %s"
    assert refused_by(moved, seeland.pk) == f"{table}_of_brand"
