"""The product as people get it: `kundenkreis up` with the demo, and a real Chromium before it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import installation
from tests.browser.installation import Site

CHROMIUM = shutil.which("chromium")
AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text()
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# What one click on the sign-in page gives.
CAST = ("vreni", "jonas", "aylin", "reto", "nadja", "mira")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser. Without one it is skipped, visibly; in CI it is not."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def site() -> Site:
    """The installation of this run, ready to serve."""
    return installation.running()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(site: Site, chromium: Any) -> Iterator[Callable[..., Any]]:
    """A page of a fresh browser profile; `who` signs in as one of the demo's people."""
    contexts = []

    def opened(
        who: str = "", *, width: int = 1280, dark: bool = False, script: bool = True
    ) -> Any:
        context = chromium.new_context(
            base_url=site.base, locale="de-CH", viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light", java_script_enabled=script, bypass_csp=False,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda line: (
                page.complaints.append(line.text) if line.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        if who:
            sign_in(page, who)
        return page

    yield opened
    for context in contexts:
        context.close()


def sign_in(page: Any, who: str) -> None:
    """One click, as the demo offers."""
    page.goto("/sign-in/")
    page.locator(f'form:has(input[value="{who}@example.org"]) button').click()
    page.wait_for_load_state()


def axe(page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, in short lines."""
    # The script comes over the debugging channel, which the page's policy does not concern.
    page.evaluate(AXE + "; null")
    found = page.evaluate(
        "axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}})"
    )
    return [
        f"{rule['id']}: {rule['nodes'][0]['target']} ({len(rule['nodes'])})"
        for rule in found["violations"]
    ]


def sideways(page: Any) -> int:
    """How many pixels the page is wider than the window."""
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )
