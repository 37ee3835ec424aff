"""Pictures of Markdown folders and HTML help centres come along; those of an export find themselves again."""

import pytest

from kundenkreis.core import scope
from kundenkreis.core.tests.test_pictures import encoded, with_exif
from kundenkreis.media.models import Media
from kundenkreis.stages.knowledge.folders.exporting import write_all
from kundenkreis.stages.knowledge.folders.taking import (
    HtmlImporter,
    MarkdownImporter,
    take,
)
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.pictures import Pictures

MARKDOWN = """# Lampe blinkt

![Die [rote] Lampe](../bilder/rot.png "Titel") und noch einmal ![](../bilder/rot.png).

[![Gross](../bilder/rot.png)](../bilder/gross.html)

![Plan](plan.svg) ![Fern](https://example.org/x.png) ![Hinaus](../../geheim.png) ![Falsch](falsch.png)
"""
HTML = """<html lang=de><title>Kein Internet</title><h1><img src="/help/img/rot.png" alt="Logo"> Kein Internet</h1>
<p>Starten Sie den Router neu, bitte. <img src="/help/img/rot.png?v=2" alt="Die Lampe"><img src="img/zier.png" alt=""></p>"""


def body_of(key: str) -> str:
    shown = Article.objects.get(source_key=key).published_revision
    assert shown
    return shown.body


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "hilfe"
    for name, content in {
        "de/lampe.md": MARKDOWN.encode(),
        "bilder/rot.png": with_exif(),
        "de/falsch.png": b"<svg onload='alert(1)'/>",
        "../geheim.png": encoded("PNG"),
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@pytest.mark.flow
def test_pictures_of_a_markdown_folder_come_along_once(alpenfon, folder, at):
    report = take(MarkdownImporter(), folder, language="de", at=at)
    assert (report.pictures_taken, report.pictures, Media.objects.count()) == (1, 4, 1)
    assert report.left_out == "1 elsewhere, 1 missing, 1 not_media, 1 svg"
    row = Media.objects.get()
    code = f"(media:{row.pk})"
    body = body_of("de/lampe.md")
    assert body.count(code) == 3
    assert body.startswith(f"![Die (rote) Lampe]{code}")
    assert f"\n\n![Gross]{code}\n\n" in body
    assert "noch einmal ![Lampe blinkt](media:" in body
    assert "Plan Fern Hinaus Falsch" in body
    assert (row.source, row.added_by) == ("hilfe/bilder/rot.png", None)
    again = take(MarkdownImporter(), folder, language="de", at=at)
    assert (again.unchanged, Media.objects.count()) == (1, 1)


@pytest.mark.flow
def test_pictures_of_a_help_centre_are_found_where_it_stood(alpenfon, tmp_path, at):
    (tmp_path / "img").mkdir()
    (tmp_path / "a.html").write_text(HTML)
    (tmp_path / "img/rot.png").write_bytes(encoded("PNG"))
    (tmp_path / "img/zier.png").write_bytes(encoded("PNG", size=(9, 9)))
    kind = HtmlImporter()
    kind.under = "/help/"
    report = take(kind, tmp_path, language="de", at=at)
    row = Media.objects.get()
    assert (report.new, report.pictures_taken, report.pictures) == (1, 1, 0)
    assert Article.objects.get().title == "Logo Kein Internet"
    assert body_of("a.html") == f"Starten Sie den Router neu, bitte. ![Die Lampe](media:{row.pk})"  # fmt: skip


@pytest.mark.flow
def test_an_export_carries_its_pictures(alpenfon, seeland, folder, tmp_path, at):
    take(MarkdownImporter(), folder, language="de", at=at)
    out = tmp_path / "out"
    assert write_all(out) == write_all(out) == 1
    (picture,) = (out / "media").iterdir()
    assert f"](../media/{picture.name})" in next((out / "de").iterdir()).read_text()
    here = take(MarkdownImporter(), out, language="de", at=at)
    assert (here.changed, here.unchanged, Media.objects.count()) == (0, 1, 1)
    with scope.inside(seeland.pk):
        there = take(MarkdownImporter(), out, language="de", at=at)
        assert (there.new, there.pictures_taken) == (1, 1)
        shown = Article.objects.get().published_revision
        assert shown
        assert f"(media:{Media.objects.get().pk})" in shown.body


@pytest.mark.parametrize("source", ["a\x00.png", f"{'a' * 300}.png", "loop.png", "/a.png"])
def test_what_is_no_file_is_missing(tmp_path, at, source):
    (tmp_path / "loop.png").symlink_to("loop.png")
    pictures = Pictures(tmp_path, tmp_path, at)
    assert not pictures.code(source, "Lampe", "de")
    assert pictures.why == "1 missing"
