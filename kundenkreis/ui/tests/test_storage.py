"""What collectstatic makes of the style sheets and modules."""

import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from kundenkreis.ui.storage import StaticStorage


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    place = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=place):
        call_command("collectstatic", interactive=False, verbosity=0)
    return place


@pytest.mark.flow
def test_one_style_sheet_holds_all_in_layers_with_hashed_fonts(collected):
    (sheet,) = collected.glob("ui/css/all.????????????.css")
    text = sheet.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "@layer components {\n.button {" in text
    fonts = re.findall(r'url\("\.\./fonts/([\w.-]+)"\)', text)
    assert len(fonts) == 2
    assert all((collected / "ui/fonts" / font).exists() for font in fonts)
    assert sheet.with_suffix(".css.gz").exists()


def test_modules_name_one_another_by_hash(collected):
    (entry,) = collected.glob("ui/js/all.????????????.js")
    names = re.findall(r'import"\./([\w.-]+)"', entry.read_text(encoding="utf-8"))
    assert names
    assert all(
        re.search(r"\.[0-9a-f]{12}\.js$", name) and (entry.parent / name).exists()
        for name in names
    )


def test_names_carry_their_hash_once_collected_and_are_plain_before(collected, tmp_path):
    with override_settings(STATIC_ROOT=collected):
        assert re.fullmatch(
            r"/static/ui/icons\.[0-9a-f]{12}\.svg", StaticStorage().url("ui/icons.svg")
        )
    with override_settings(STATIC_ROOT=tmp_path):
        assert StaticStorage().url("ui/icons.svg") == "/static/ui/icons.svg"
