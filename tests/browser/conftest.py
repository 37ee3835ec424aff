"""The product as people get it: `kundenkreis up` with the demo, and a real Chromium before it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

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


@dataclass
class Site:
    """A running installation."""

    base: str
    process: "subprocess.Popen[bytes]"
    data: Path

    def api(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        key: str = "",
        **headers: str,
    ) -> tuple[int, Any]:
        """Status and JSON of an API call."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["X-Case-Key"] = key
        request = urllib.request.Request(
            f"{self.base}/api/v1/{path}",
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", **headers},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def token(self, email: str) -> str:
        """The API token of one of the demo's people."""
        status, told = self.api("POST", "demo/sessions", {"email": email})
        assert status == 201, told
        return str(told["token"])


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`kundenkreis up` on a directory of its own, ready to serve."""
    data = tmp_path_factory.mktemp("installation")
    data.chmod(0o755)
    for parent in list(data.parents)[:2]:
        parent.chmod(0o755)
    port = _free_port()
    own = {
        name: value for name, value in os.environ.items() if not name.startswith("DATABASE")
    }
    # Push services of our own, on this machine.
    own |= {"PUSH_CONTACT": "mailto:it@alpenfon.example", "FETCH_LOOPBACK": "1"}
    with (data / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "kundenkreis.cli", "up", "--port", str(port), "--data", str(data / "data")],
            stdout=log, stderr=subprocess.STDOUT, env=own,
        )  # fmt: skip
    base = f"http://localhost:{port}"
    until = monotonic() + 400
    while True:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                break
        except OSError:
            assert process.poll() is None, (data / "up.log").read_text()
            assert monotonic() < until, (data / "up.log").read_text()
            sleep(0.3)
    yield Site(base, process, data)
    process.terminate()
    process.wait(20)


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
