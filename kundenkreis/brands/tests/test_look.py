"""Whatever colour a brand chooses, its pages can be read."""

import re
from typing import cast

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from kundenkreis.brands.look import (
    DARK_PAPER,
    DARK_SURFACE,
    LIGHT_PAPER,
    LIGHT_SURFACE,
    check,
    contrast,
    css,
    mix,
    shades,
)
from kundenkreis.brands.models import Brand
from kundenkreis.brands.request import BrandRequest
from kundenkreis.brands.views import brand_css

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.flow
@given(COLOURS)
def test_a_colour_mixed_with_nothing_stays_itself(colour):
    assert mix(colour, "#ffffff", 0) == colour


@pytest.mark.slow
@given(brand=COLOURS, accent=COLOURS)
@settings(max_examples=200, deadline=None)
def test_every_shade_can_be_read_in_light_and_dark(brand, accent):
    light, dark = shades({"brand": brand, "accent": accent})
    assert contrast(light["brand"], light["on-brand"]) >= 4.5
    assert contrast(light["brand-strong"], light["on-brand"]) >= 4.5
    assert contrast(dark["brand"], dark["on-brand"]) >= 7
    for background in (LIGHT_PAPER, LIGHT_SURFACE, light["brand-soft"]):
        assert contrast(light["brand-text"], background) >= 7
    for background in (DARK_PAPER, DARK_SURFACE, dark["brand-soft"]):
        assert contrast(dark["brand-text"], background) >= 7


def test_ordinary_text_can_be_read_on_the_soft_colour():
    light, dark = shades({"brand": "#0b5d5e"})
    assert contrast("#221f1a", light["brand-soft"]) >= 7
    assert contrast("#544e44", light["brand-soft"]) >= 4.5
    assert contrast("#c8c0b2", dark["brand-soft"]) >= 4.5


@pytest.mark.parametrize(
    "look",
    [{"brand": "red"}, {"brand": "#FFF"}, {"brand": "#0b5d5e;}"}, {"font": "#000000"}, {"brand": 7}, {"brand": "#ffcc00"}],
)  # fmt: skip
def test_what_is_no_colour_or_cannot_be_read_is_refused(look):
    assert check(look)


def test_a_good_look_has_no_faults():
    assert check({"brand": "#0b5d5e", "accent": "#e4572e"}) == []
    assert check({}) == []


def test_an_unsound_look_never_reaches_a_page():
    assert css({"brand": "#0b5d5e;}body{display:none"}) == css({})
    assert not re.search(r"[^\w\s#:;{}()@,.=\[\]-]", css({}))


def test_the_style_sheet_of_a_brand_may_be_kept_for_a_year():
    request = cast("BrandRequest", RequestFactory().get("/brand.css"))
    request.brand = Brand(look={"brand": "#1f4e9c"})
    response = brand_css(request)
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert "--brand:#1f4e9c" in response.content.decode()
