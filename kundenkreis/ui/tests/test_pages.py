"""The frame and the components, rendered."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.ui.context import navigation
from kundenkreis.ui.samples import SampleForm, samples

HERE = Path(__file__).parents[1]
TEMPLATES = sorted(
    page
    for folder in settings.ROOM_FOLDERS
    for page in folder.glob("templates/**/*.html")
    if page.name != "mail.html"  # mail programs know nothing else
)


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_no_page_carries_style_or_script_in_line(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\bstyle=|\bon[a-z]+=\"|javascript:", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "en", "fr", "it"])
def test_every_component_renders_in_every_language(make_request, language):
    with translation.override(language):
        html = ui.render(
            make_request("/style/", language=language), "ui/style.html", samples()
        )
    text = html.content.decode()
    assert f'<html lang="{language}">' in text
    assert "CHF" in text
    assert not re.search(r"\bstyle=", text)


def test_every_component_is_listed_in_the_readme():
    listed = (HERE / "templates/ui/components.html").read_text(encoding="utf-8")
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"{% set (\w+) = \w+\.\w+ %}", listed))
    assert names
    assert {name for name in names if f"ui.{name}" not in readme} == set()


def test_every_icon_a_template_names_is_in_the_sprite():
    sprite = (HERE / "static/ui/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = {
        name
        for page in TEMPLATES
        for name in re.findall(
            r"\bicon(?:_name)?(?:\(|=)\"([\w-]+)\"", page.read_text(encoding="utf-8")
        )
    }
    assert named - drawn == set()


def test_every_style_sheet_is_in_the_list():
    folder = HERE / "static/ui/css"
    listed = re.findall(r'url\("([\w.-]+)"\)', (folder / "all.css").read_text("utf-8"))
    assert sorted([*listed, "all.css"]) == sorted(file.name for file in folder.iterdir())


@pytest.mark.flow
def test_a_form_with_errors_says_so_in_title_and_summary(make_request):
    env_page = ui.render(make_request(), "ui/refused.html", {
        "form": SampleForm({"email": "vreni@"}), "refused": NotFound("not_found", ""),
    }).content.decode()  # fmt: skip
    with translation.override("en"):
        page = ui.render(make_request(), "ui/refused.html", {
            "form": SampleForm({"email": "vreni@"}), "refused": NotFound("not_found", ""),
        }).content.decode()  # fmt: skip
    assert "<title>Error: " in page
    assert 'href="#id_email"' in page
    # A group of radios takes the focus at its first answer.
    assert 'href="#id_device_0"' in page
    assert env_page


def test_what_someone_typed_is_shown_again_and_never_as_markup(make_request):
    hostile = '<script>alert("x")</script>'
    form = SampleForm({"text": hostile, "email": hostile})
    page = ui.render(
        make_request(), "ui/style.html", {**samples(), "sample": form}
    ).content.decode()
    assert hostile not in page
    assert "&lt;script&gt;alert" in page


def test_a_refusal_shows_its_sentence_and_ways_out(make_request):
    page = ui.render(
        make_request(), "ui/refused.html", {"refused": Invalid("x", "The slot is taken.")}
    )
    assert "The slot is taken." in page.content.decode()
    assert 'href="/"' in page.content.decode()


def test_help_stands_on_every_page_and_says_whether_someone_answers(make_request):
    with translation.override("en"):
        page = ui.render(make_request(), "ui/style.html", samples()).content.decode()
    assert 'href="tel:0800846684"' in page
    assert "Open now" in page
    assert "until 19:00" in page


def test_a_block_alone_is_a_fragment(make_request):
    html = ui.render(make_request(), "ui/style.html", samples(), block="back")
    assert "<html" not in html.content.decode()


def test_who_is_signed_in_finds_account_and_way_out(make_request, vreni_signed_in):
    request = make_request(person=vreni_signed_in)
    page = ui.render(request, "ui/style.html", samples()).content.decode()
    assert 'action="/sign-out/"' in page
    assert 'href="/sign-in/"' not in page


@pytest.mark.parametrize(
    ("roles", "first"),
    [(set(), "/cases/"), ({"helper"}, "/helper/"), ({"manager"}, "/insight/"), ({"agent", "helper"}, "/desk/")],
)  # fmt: skip
def test_the_navigation_starts_with_the_reader_s_own_work(roles, first):
    assert navigation("/", roles)[0]["path"] == first


def test_the_navigation_marks_where_we_are():
    marked = [entry for entry in navigation("/questions/7/", set()) if entry["here"]]
    assert [(entry["path"], entry["exact"]) for entry in marked] == [("/questions/", False)]
