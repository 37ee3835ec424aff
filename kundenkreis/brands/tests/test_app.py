"""The brand as an app: manifest, icons, service worker, the page without network."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from kundenkreis.brands import app


@pytest.fixture
def page(alpenfon):
    return Client(HTTP_HOST="alpenfon.localhost")


def test_the_manifest_is_the_brand_s_own_and_a_helper_s_begins_with_her_day(page, seeland):
    said = page.get("/manifest.webmanifest").json()
    assert (said["name"], said["start_url"], said["theme_color"]) == ("Alpenfon", "/", "#0b5d5e")  # fmt: skip
    assert page.get("/manifest.webmanifest?start=helper").json()["start_url"] == "/helper/"
    assert page.get("/manifest.webmanifest?start=//evil.example").json()["start_url"] == "/"
    there = Client(HTTP_HOST="seeland.localhost").get("/manifest.webmanifest").json()
    assert there["name"] == "Seeland Energie"
    for drawn in said["icons"]:
        assert page.get(drawn["src"])["Content-Type"] == "image/png"


@pytest.mark.flow
@pytest.mark.parametrize("name", app.ICONS)
def test_icons_are_as_large_as_they_say_in_the_brand_s_colour(page, alpenfon, name):
    image = Image.open(BytesIO(page.get(f"/icons/{name}.png").content)).convert("RGBA")
    edge, _share, corner, coloured = app.ICONS[name]
    assert image.size == (edge, edge)
    corner_pixel: Any = image.getpixel((1, 1))
    near_edge = image.getpixel((edge // 2, 3))
    assert corner_pixel[3] == (0 if corner or not coloured else 255)
    if coloured:
        assert near_edge == (0x0B, 0x5D, 0x5E, 255)


def test_the_mark_of_a_maskable_icon_stays_in_the_safe_zone(alpenfon):
    image = Image.open(BytesIO(app.icon(alpenfon, "maskable-512"))).convert("RGBA")
    ground = image.getpixel((0, 0))
    middle = 512 * 0.4
    marks = [
        ((x - 256) ** 2 + (y - 256) ** 2) ** 0.5
        for x in range(0, 512, 4)
        for y in range(0, 512, 4)
        if image.getpixel((x, y)) != ground
    ]
    assert len(marks) > 500
    assert max(marks) <= middle


def test_an_unknown_icon_is_not_found(page):
    assert page.get("/icons/4096.png").status_code == 404


@pytest.mark.flow
def test_the_service_worker_names_only_files_that_are_there(page):
    answer = page.get("/service-worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")  # fmt: skip
    text = answer.content.decode()
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    found = re.search(r"const APP = (\{.*\});", text)
    assert found
    told = json.loads(found[1])
    assert any(name.endswith(".css") for name in told["files"])
    wanted = [*told["files"], told["offline"], told["icon"], told["badge"], *re.findall(r'"(/static/[^"]*worker[^"]*)"', text)]  # fmt: skip
    files = [
        name.removeprefix("/static/") for name in wanted if name.startswith("/static/")
    ]
    assert [name for name in files if not finders.find(name)] == []
    made = [name for name in wanted if not name.startswith("/static/")]
    assert [name for name in made if page.get(name).status_code != 200] == []


def test_the_page_without_network_shows_nobody_s_name(page, vreni):
    text = page.get("/offline/").content.decode()
    assert "+41 44 500 10 10" in text
    assert "Vreni" not in text
