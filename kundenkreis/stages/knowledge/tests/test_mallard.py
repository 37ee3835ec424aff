"""Help pages in Mallard become articles: every element, again, halfway, and the real folder."""

import os
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

import pytest

from kundenkreis.core.markdown import to_html
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.tests.test_pictures import encoded, with_exif
from kundenkreis.media.models import Media
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.mallard import importer
from kundenkreis.stages.knowledge.mallard.importer import MallardImporter, take
from kundenkreis.stages.knowledge.models import Article, ArticleRevision

HELP = Path("/usr/share/help")
real = pytest.mark.skipif(
    not (HELP / "de" / "gnome-help").is_dir() and not os.environ.get("CI"),
    reason="gnome-user-docs is not installed",
)

PRINTER = """
<page xmlns="http://projectmallard.org/1.0/" xmlns:if="http://projectmallard.org/if/1.0/" type="topic" id="printer" xml:lang="de">
  <info><link type="guide" xref="index"/><desc>Ein Drucker für alle.</desc>
    <credit type="author"><name>Anna Muster</name></credit>
    <include href="legal.xml" xmlns="http://www.w3.org/2001/XInclude"/></info>
  <title>Drucker *einrichten*</title>
  <p>Öffnen Sie <gui>Einstellungen</gui> mit <keyseq><key>Alt</key><key>F2</key></keyseq>, siehe <link xref="wifi"/> und
     <link xref="missing">anderswo</link> oder <link href="https://example.org/a">hier</link>, nie <link href="javascript:alert(1)">da</link>.</p>
  <steps><title>Schritte</title><item><p>Erstens.</p><note style="warning"><p>Heiss.</p></note></item><item><p>Zweitens mit <cmd>lpstat -p</cmd>.</p></item></steps>
  <list><item><p>Ein Punkt</p></item></list>
  <terms><item><title>Toner</title><p>Farbe als Pulver.</p></item></terms>
  <table><tr><td><p><key>F1</key></p></td><td><p>Hilfe</p></td></tr></table>
  <media type="image" src="x.png"/>
  <p if:test="platform:windows">Nur für Windows.</p><p if:test="!platform:windows">1. Für alle.</p>
  <section id="more"><title>Mehr</title><p># Kein Titel</p><screen>lpstat
  -p</screen></section>
</page>
"""
WIFI = '<page xmlns="http://projectmallard.org/1.0/" type="topic" id="wifi"><info><link type="guide" xref="index"/></info><title>WLAN</title><p>Der Router, {more}siehe <link xref="printer#more">Drucker</link>.</p></page>'
INDEX = '<page xmlns="http://projectmallard.org/1.0/" type="guide" id="index"><title>Übersicht</title></page>'
LICENCE = '<license xmlns="http://projectmallard.org/1.0/" href="https://creativecommons.org/licenses/by-sa/3.0/"><p>CC BY-SA 3.0</p></license>'
BOMB = '<!DOCTYPE page [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><page xmlns="http://projectmallard.org/1.0/" id="bomb"><title>&b;</title></page>'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "our-help"
    folder.mkdir()
    for name, text in {
        "printer.page": PRINTER.strip(), "wifi.page": WIFI.format(more=""), "index.page": INDEX,
        "legal.xml": LICENCE, "broken.page": "<page", "bomb.page": BOMB, "note.page": "<note/>",
        "untitled.page": '<page xmlns="http://projectmallard.org/1.0/" id="u"/>',
        "twin.page": INDEX, "notes.txt": "no page",
    }.items():  # fmt: skip
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def body_of(article: Article) -> str:
    assert article.published_revision
    return article.published_revision.body


@pytest.mark.flow
def test_every_element_is_said_in_markdown(alpenfon, folder, at):
    take(folder, language="de", at=at)
    wifi = Article.objects.get(source_key="wifi")
    article = Article.objects.get(source_key="printer")
    html = to_html(body_of(article))
    for part in (
        "<strong>Einstellungen</strong>", "<code>Alt</code>+<code>F2</code>", f'href="/articles/{wifi.pk}/"',
        ">WLAN</a>", "anderswo", 'href="https://example.org/a"', "<ol>", "<blockquote>", "Achtung", "Heiss.",
        "<code>lpstat -p</code>", "<strong>Toner</strong>", "<code>F1</code> – Hilfe", "<h2>Mehr</h2>", "# Kein Titel",
        "1. Für alle.", "<pre>", "Schritte",
    ):  # fmt: skip
        assert part in html, part
    for part in ("Nur für Windows", "javascript", "x.png", "<h1>"):
        assert part not in html, part
    assert article.title == "Drucker *einrichten*"
    assert (article.licence, article.credits) == ("CC BY-SA 3.0", "Anna Muster")
    assert article.source == "our-help/printer.page"
    assert article.topic
    assert article.topic.slug == "computer"


@pytest.mark.flow
def test_the_report_says_what_was_taken_and_what_not_and_why(alpenfon, folder, at):
    report = take(folder, language="de", at=at)
    assert (report.new, report.changed, report.unchanged) == (3, 0, 0)
    assert (report.overviews, report.pictures) == (1, 1)
    reasons = dict(report.skipped)
    assert set(reasons) == {"broken.page", "bomb.page", "note.page", "untitled.page", "twin.page"}  # fmt: skip
    assert "another page" in reasons["twin.page"] or "another page" in reasons["index.page"]
    assert "no title" in str(report)


@pytest.mark.flow
def test_an_overview_leads_to_others_and_is_not_proposed(alpenfon, folder, at):
    take(folder, language="de", at=at)
    index = Article.objects.get(source_key="index")
    assert index.kind == Article.Kind.OVERVIEW
    assert "[WLAN](/articles/" in body_of(index)
    assert queries.find("Übersicht", language="de") == []


@pytest.mark.flow
def test_again_changes_nothing_and_a_changed_page_is_a_new_revision(alpenfon, folder, at):
    take(folder, language="de", at=at)
    again = take(folder, language="de", at=at + timedelta(days=1))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    (folder / "wifi.page").write_text(WIFI.format(more="das Kabel, "), encoding="utf-8")
    third = take(folder, language="de", at=at + timedelta(days=2))
    assert (third.new, third.changed, third.unchanged) == (0, 1, 2)
    assert Article.objects.count() == 3
    wifi = Article.objects.get(source_key="wifi")
    assert wifi.revisions.count() == 2
    assert queries.find("Kabel", language="de")[0].id == wifi.pk


@pytest.mark.flow
def test_the_same_page_in_another_language_joins_the_family(alpenfon, folder, at):
    take(folder, language="de", at=at)
    (folder / "printer.page").unlink()
    take(folder, language="fr", at=at)
    families = Article.objects.filter(source_key="wifi").values_list("family", flat=True)
    assert len(families) == 2
    assert len(set(families)) == 1


@pytest.mark.flow
def test_what_our_own_people_rewrote_stays(alpenfon, folder, mira, at):
    take(folder, language="de", at=at)
    wifi = Article.objects.get(source_key="wifi")
    actions.write_again(wifi, title="Unser WLAN", body="Anders.", by=mira, at=at)
    report = take(folder, language="de", at=at)
    assert "wifi.page" in dict(report.skipped)
    assert queries.article_for_reader(wifi.pk).title == "Unser WLAN"


@pytest.mark.flow
def test_an_import_cut_in_the_middle_is_finished_by_the_next(
    alpenfon, folder, at, monkeypatch
):
    def cut(items, label):
        for number, item in enumerate(items):
            if label == "Articles" and number == 1:
                raise KeyboardInterrupt
            yield item

    with monkeypatch.context() as patch:
        patch.setattr(importer, "progress", cut)
        with pytest.raises(KeyboardInterrupt):
            take(folder, language="de", at=at)
    assert Article.objects.readable().count() == 1
    report = take(folder, language="de", at=at)
    assert (report.new, report.unchanged) == (2, 1)
    assert Article.objects.count() == Article.objects.readable().count() == 3
    assert ArticleRevision.objects.count() == 3


def test_a_wrong_folder_language_or_brand_is_refused_in_words(alpenfon, folder, at):
    with pytest.raises(Invalid, match="no_folder"):
        take(folder / "nowhere", language="de", at=at)
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(Invalid, match="no_pages"):
        take(empty, language="de", at=at)
    for name in ("wifi.page", "index.page", "twin.page"):
        (folder / name).unlink()
    with pytest.raises(Invalid, match="wrong_language"):
        take(folder, language="fr", at=at)
    parser = ArgumentParser()
    MallardImporter().arguments(parser)
    options = parser.parse_args([str(folder), "--language", "de", "--brand", "nix"])
    with pytest.raises(NotFound, match="unknown_brand"):
        MallardImporter().run(options)
    options.brand = "alpenfon"
    assert MallardImporter().run(options).new == 1


@real
@pytest.mark.slow
def test_the_real_folder_imports_whole_and_answers(alpenfon, at):
    report = take(HELP / "de" / "gnome-help", language="de", at=at)
    assert report.new >= 290
    assert report.skipped == []
    assert Article.objects.readable().count() == report.new
    assert not Article.objects.filter(licence="").exists()
    assert take(HELP / "de" / "gnome-help", language="de", at=at).unchanged == report.new
    hits = queries.find("Mein WLAN verbindet sich nicht mehr", language="de", limit=3)
    keys = Article.objects.filter(pk__in=[hit.id for hit in hits]).values_list("source_key")
    assert "net-wireless-disconnecting" in {key for (key,) in keys}


PICTURED = """<page xmlns="http://projectmallard.org/1.0/" type="topic" id="pictured"><title>Bilder</title>
<p>Text.</p><media type="image" src="figures/red.png"><p>Ein [roter] Knopf</p></media>
<figure><desc>Die Lampe</desc><media type="image" src="figures/lamp.png"/></figure>
<steps><item><p>Hier.</p><media type="image" src="figures/red.png"/></item></steps>
<media type="image" src="figures/a.svg"/><media type="video" src="figures/a.webm"/>
<media type="image" src="../secret.png"/><media type="image" src="figures/lies.png"/></page>"""


@pytest.mark.flow
def test_pictures_come_along_written_anew_once_and_the_rest_is_named(folder, alpenfon, at):
    figures = folder / "figures"
    figures.mkdir()
    (folder / "pictured.page").write_text(PICTURED, encoding="utf-8")
    (figures / "red.png").write_bytes(encoded("PNG"))
    (figures / "lamp.png").write_bytes(with_exif())
    (figures / "lies.png").write_bytes(b"<svg onload='alert(1)'/>")
    (folder.parent / "secret.png").write_bytes(encoded(size=(9, 9)))
    report = take(folder, language="de", at=at)
    assert (report.pictures_taken, Media.objects.count()) == (2, 2)
    body = body_of(Article.objects.get(source_key="pictured"))
    assert body.count("(media:") == 3
    assert "![Ein (roter) Knopf](media:" in body
    assert "![Die Lampe](media:" in body
    assert "1. Hier.\n\n   ![Bilder](media:" in body
    for why in ("1 svg", "1 webm", "2 missing", "1 not_media"):
        assert why in str(report)
    assert all(row.uses.exists() and row.added_by is None for row in Media.objects.all())
    again = take(folder, language="de", at=at + timedelta(days=1))
    assert (again.changed, again.new, Media.objects.count()) == (0, 0, 2)
