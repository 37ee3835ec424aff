"""Articles from folders and back: Markdown, HTML help centres, hostile files, a cut in the middle, importing twice."""

import re
from pathlib import Path

import pytest

from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid
from kundenkreis.search.queries import find
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.folders import taking
from kundenkreis.stages.knowledge.folders.exporting import write_all
from kundenkreis.stages.knowledge.folders.html import Reader
from kundenkreis.stages.knowledge.folders.page import front, split_front
from kundenkreis.stages.knowledge.folders.taking import (
    HtmlImporter,
    MarkdownImporter,
    take,
)
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.tests.conftest import write

PAGES: dict[str, str | bytes] = {
    "de/router.md": "---\ntitle: Router neu starten\nsummary: Hilft oft.\ntopic: internet\n---\n# Router neu starten\n\n1. Ziehen Sie den **Stecker**.\n2. Siehe [Lampe](lampe.md) und [nichts](../fehlt.md).\n",
    "de/lampe.md": "# Lampe blinkt\n\n![Bild der Lampe](bild.png)\n\nRot heisst: kein Internet.\n",
    "en/leer.md": "# Nur ein Titel\n",
    "latin.md": b"# \xe4\xf6\xfc\n\nText",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "hilfe"
    for name, words in PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
    return root


def markdown(folder, at, **more):
    return take(MarkdownImporter(), folder, language=more.pop("language", "de"), at=at, **more)  # fmt: skip


@pytest.mark.flow
def test_a_folder_becomes_articles_once(alpenfon, folder, at):
    report = markdown(folder, at)
    assert (report.new, report.pictures) == (2, 1)
    assert dict(report.skipped) == {"leer.md": "has no text", "latin.md": "is not written in UTF-8"}  # fmt: skip
    router = Article.objects.get(source="hilfe/de/router.md")
    lamp = Article.objects.get(source="hilfe/de/lampe.md")
    shown = router.published_revision
    assert shown
    assert (shown.title, shown.summary, router.language) == ("Router neu starten", "Hilft oft.", "de")  # fmt: skip
    assert router.topic
    assert router.topic.slug == "internet"
    assert f"[Lampe](/articles/{lamp.pk}/)" in shown.body
    assert "und nichts." in shown.body
    assert find("Router neu starten", language="de")[0].id == router.pk
    again = markdown(folder, at)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    (folder / "de/lampe.md").write_text("# Lampe blinkt\n\nGrün heisst: gut.\n")
    assert markdown(folder, at).changed == 1
    assert markdown(folder, at).unchanged == 2


@pytest.mark.flow
def test_what_editors_rewrote_or_retired_stays(alpenfon, folder, mira, at):
    markdown(folder, at)
    router = Article.objects.get(source="hilfe/de/router.md")
    actions.write_again(router, title="Unser Router", body="Anders.", by=mira, at=at)
    actions.withdraw(Article.objects.get(source="hilfe/de/lampe.md"), by=mira, at=at)
    (folder / "de/lampe.md").write_text("# Lampe blinkt\n\nNeu geschrieben.\n")
    why = dict(markdown(folder, at).skipped)
    assert why["de/router.md"] == "was rewritten here since; left as it is"
    assert why["de/lampe.md"] == "was retired here; left as it is"
    assert queries.article_for_reader(router.pk).title == "Unser Router"


def test_an_import_cut_in_the_middle_is_finished_by_the_next(
    alpenfon, folder, at, monkeypatch
):
    def cut(items, label):
        for number, item in enumerate(items):
            if label == "Articles" and number == 1:
                raise KeyboardInterrupt
            yield item

    with monkeypatch.context() as patched:
        patched.setattr(taking, "progress", cut)
        with pytest.raises(KeyboardInterrupt):
            markdown(folder, at)
    assert Article.objects.readable().count() == 1
    report = markdown(folder, at)
    assert (report.new, report.unchanged) == (1, 1)
    assert Article.objects.count() == Article.objects.readable().count() == 2


def test_a_folder_without_files_is_refused(alpenfon, tmp_path, at):
    for path, reason in ((tmp_path, "no_pages"), (tmp_path / "x", "no_folder")):
        with pytest.raises(Invalid, match=reason):
            markdown(path, at)


def test_a_link_out_of_the_folder_is_not_followed(alpenfon, folder, tmp_path, at):
    secret = tmp_path / "secret.md"
    secret.write_text("# Geheim\n\nGeheim.")
    (folder / "geheim.md").symlink_to(secret)
    assert dict(markdown(folder, at).skipped)["geheim.md"] == "leads out of the folder"
    assert not find("Geheim", language="de")


@pytest.mark.flow
def test_the_export_gives_the_same_articles_here_and_elsewhere(alpenfon, seeland, tmp_path, at):  # fmt: skip
    first = write('Lampe: "rot"', "Rot.\n\n::: for A\nx\n:::", at, summary=" 'so' ")
    write("Lamp", "Red.", at, language="en", family=first.family)
    write("Router", f"Siehe [Lampe](/articles/{first.pk}/lampe/) und ![x](y).\n\n# Router", at, licence="CC BY", licence_url="https://example.org/", credits="A\nB")  # fmt: skip
    out = tmp_path / "out"
    assert write_all(out) == write_all(out) == 3
    assert len(list(out.rglob("*.md"))) == 3
    here = markdown(out, at)
    assert (here.new, here.changed, here.unchanged, here.skipped) == (0, 0, 3, [])
    with scope.inside(seeland.pk):
        there = markdown(out, at)
        assert (there.new, there.skipped) == (3, [])
        rows = Article.objects.readable()
        told = sorted((row.title, row.language, row.licence, row.credits) for row in rows)
        lamp = rows.get(family=first.family, language="de")
        router = rows.get(published_revision__title="Router").published_revision
        assert router
        assert f"[Lampe](/articles/{lamp.pk}/)" in router.body
    rows = Article.objects.readable()
    assert told == sorted((row.title, row.language, row.licence, row.credits) for row in rows)  # fmt: skip


def test_front_matter_survives_whatever_stands_in_it():
    said = {"title": '"Zitat": --- so', "credits": "A\nB", "summary": " x ", "empty": ""}
    read, body = split_front(front(said) + "Text\n---\nmehr")
    assert read == {key: value for key, value in said.items() if value}
    assert body == "Text\n---\nmehr"
    assert split_front("---\nkein Ende") == ({}, "---\nkein Ende")


def text_of(page: str) -> str:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.writing.text()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<h1>T</h1><p>Ein <b>fetter </b>Satz.</p>", "Ein **fetter** Satz."),
        ("<h1>T</h1><ol><li>Eins<ul><li>a</li></ul></li><li><p>Zwei</p><p>mehr</p></li></ol>", "1. Eins\n   - a\n2. Zwei\n\n   mehr"),
        ("<h1>T</h1><h2>Teil</h2><pre>a < b\n  c</pre>", "## Teil\n\n```\na < b\n  c\n```"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x|y</td></tr></table>", "| A | B |\n| --- | --- |\n| 1 | x\\|y |"),
        ("<table><tr><td><img></td><td>Hinweis</td></tr></table>", "Hinweis"),
        ("<p><a href='javascript:alert(1)'>x</a> <a href='a.html'>y</a> <a href='//evil'>z</a></p>", "x [y](a.html) z"),
        ("<p>1. kein_Punkt *x* <br># y</p>", "1\\. kein\\_Punkt \\*x\\*\n\\# y"),
        ("<script>alert(1)</script><style>p{}</style><p>ok<iframe>x</iframe></p><nav>n</nav>", "ok"),
        ("<p>x &lt;script&gt;alert(1)&lt;/script&gt;</p>", "x \\<script\\>alert(1)\\</script\\>"),
        ("<nav><p>weg</p></nav><p>Rahmen</p><main><p>Da</p></main>", "Da"),
        ("<p>offen <b>immer <a href='x.html'>noch", "offen immer noch"),
        ("</ul></li></table></td><p>x</p>", "x"),
    ],
)  # fmt: skip
def test_html_becomes_plain_markdown(page, text):
    assert text_of(page) == text


@pytest.mark.flow
@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<a href=x>" * 50_000 + "<b>x</b>" * 10_000,
        "<table><tr><td>" * 30_000 + "x",
        "<" * 100_000,
        "&#x202e;&#0;" * 10_000 + "<img src=x onerror=alert(1)>" * 1_000,
    ],
    ids=["div", "lists", "links", "tables", "less", "signs"],
)
def test_hostile_pages_end_and_run_nothing(page):
    html = queries.plain(text_of(page))
    assert not re.search(r"<script|onerror=", html)


def test_a_help_centre_becomes_articles(alpenfon, tmp_path, at):
    root = tmp_path / "help"
    root.mkdir()
    (root / "a.html").write_text("<html lang=de><head><title>A – Hilfe</title><meta name=description content='Kurz.'></head><body><h1>Lampe blinkt</h1><p>Rot heisst: <a href='b.html#x'>kein Internet</a>.</p><script>alert(1)</script>")  # fmt: skip
    (root / "b.html").write_text("<html lang=de><title>Kein Internet</title><p>Starten Sie den Router neu, bitte.</p><img src=http://evil/x.png alt=Router>")  # fmt: skip
    (root / "c.html").write_text("<html><title>Leer</title>")
    report = take(HtmlImporter(), root, language="de", at=at)
    assert (report.new, report.pictures, dict(report.skipped)) == (2, 1, {"c.html": "has nothing to read"})  # fmt: skip
    first = Article.objects.get(source_key="a.html").published_revision
    other = Article.objects.get(source_key="b.html")
    assert first
    assert (first.title, first.summary) == ("Lampe blinkt", "Kurz.")
    assert first.body == f"Rot heisst: [kein Internet](/articles/{other.pk}/)."
    assert other.title == "Kein Internet"
    assert take(HtmlImporter(), root, language="de", at=at).unchanged == 2
