"""The components in a real browser, under the real content security policy, without a server."""

import shutil
from pathlib import Path

import pytest
from csp.utils import build_policy
from django.utils import translation

from kundenkreis import ui
from kundenkreis.ui.samples import samples

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]
STATIC = Path(__file__).parents[1] / "static"
AXE = Path(__file__).parents[3] / "tests/browser/vendor/axe.min.js"
HOST = "http://kundenkreis.test"


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page_of(make_request):
    """The `/style/` page of this language as the browser gets it, and how often it was fetched."""

    def page(language="de", **more):
        with translation.override(language):
            request = make_request("/style/", language=language, **more)
            return ui.render(request, "ui/style.html", samples()).content.decode()

    return page


def serve(context, html, posts=None, fragments=None):
    """Answers every address without a network; returns what was sent to it."""
    headers = {"Content-Security-Policy": build_policy(), "Content-Type": "text/html"}
    posts = posts if posts is not None else []

    def answer(route):
        address = route.request.url.removeprefix(HOST)
        if address.startswith("/static/"):
            return route.fulfill(
                path=STATIC / address.removeprefix("/static/").split("?")[0]
            )
        if address.startswith("/brand.css"):
            return route.fulfill(body="", content_type="text/css")
        if address.startswith("/suggestions/"):
            return route.fulfill(
                body='<ul><li><a href="/a/">One</a></li><li><a href="/b/">Two</a></li></ul>'
            )
        if route.request.method == "POST":
            posts.append(address)
            return route.fulfill(status=204)
        return route.fulfill(body=html, headers=headers)

    context.route("**/*", answer)
    return posts


def faults(page):
    """Everything the console reports as an error."""
    found = []
    page.on("console", lambda line: found.extend([line.text] * (line.type == "error")))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (768, "light"), (1280, "dark")]
)
def test_no_fault_for_axe_no_word_in_the_console_nothing_too_wide(
    chromium, page_of, vreni_signed_in, width, scheme
):
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    serve(context, page_of(person=vreni_signed_in, roles={"helper", "agent"}))
    page = context.new_page()
    console = faults(page)
    page.goto(f"{HOST}/style/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Before axe comes: it styles its probes in line, which the policy rightly reports.
    assert console == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("axe.run()")
    assert [
        (fault["id"], fault["nodes"][0]["html"]) for fault in result["violations"]
    ] == []
    context.close()


def test_targets_are_large_enough_for_a_thumb(chromium, page_of):
    context = chromium.new_context(viewport={"width": 360, "height": 900})
    serve(context, page_of())
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    small = page.evaluate(
        """[...document.querySelectorAll(`button, .button, .nav__link, .header__link, .choice__label,
            .rating__label, .control, .back, .tabs__link, .pages__link, summary`)]
           .filter(e => e.offsetParent).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
           .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    )
    assert small == []
    context.close()


def test_text_does_not_move_when_the_font_arrives(chromium, page_of):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    serve(context, page_of())
    page = context.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) shift += e.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{HOST}/style/")
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("shift") < 0.02
    context.close()


def test_a_double_click_sends_once(chromium, page_of):
    context = chromium.new_context()
    posts = serve(context, page_of())
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    page.get_by_role("button", name="Take this case").dblclick()
    page.wait_for_timeout(200)
    assert posts == ["/style/"]
    context.close()


def test_the_summary_of_errors_has_the_focus_and_leads_into_the_field(chromium, page_of):
    context = chromium.new_context()
    serve(context, page_of())
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    assert page.evaluate("document.activeElement.className") == "problem"
    page.locator(".problem a").last.click()
    assert page.evaluate("document.activeElement.id") == "id_email"
    context.close()


def test_suggestions_come_while_typing_and_are_reached_by_keyboard(chromium, page_of):
    context = chromium.new_context()
    serve(context, page_of())
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    page.locator("[data-suggestions]").press_sequentially("wlan")
    page.get_by_role("link", name="Two").wait_for()
    assert page.locator("[role=status]").first.text_content() == "2"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Two"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.locator(".suggestions__panel").is_hidden()
    context.close()


def test_a_draft_survives_an_accident_and_ends_when_sent(chromium, page_of):
    context = chromium.new_context()
    serve(context, page_of())
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    page.locator("textarea").fill("The little lamp is red.")
    page.reload()
    assert page.locator("textarea").input_value() == "The little lamp is red."
    page.locator(".form .button--primary").click()
    page.wait_for_timeout(100)
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_the_appearance_changes_at_once_and_is_sent(chromium, page_of):
    context = chromium.new_context(color_scheme="light")
    posts = serve(context, page_of("en"))
    page = context.new_page()
    page.goto(f"{HOST}/style/")
    page.get_by_role("button", name="dark", exact=True).click()
    assert (
        page.evaluate("getComputedStyle(document.body).backgroundColor")
        == "rgb(23, 22, 19)"
    )
    page.wait_for_timeout(100)
    assert posts == ["/theme/"]
    context.close()


LIVE = """
<form><div id="thread" data-live="TOKEN" data-live-url="/thread/"><p id="old">1</p>
<details id="more"><summary>More</summary>text</details><textarea id="reply" name="reply"></textarea></div></form>
"""
FRESH = """
<p id="old">1</p><p id="new">2</p><details id="more"><summary>More</summary>text</details>
<textarea id="reply" name="reply"></textarea>
"""


def test_a_live_area_takes_news_and_keeps_focus_text_and_what_is_open(chromium, page_of):
    context = chromium.new_context()
    serve(context, page_of().replace("</main>", LIVE + "</main>"))
    context.route("**/thread/", lambda route: route.fulfill(body=FRESH))
    context.route(
        "**/live?token=TOKEN",
        lambda route: route.fulfill(
            body="retry: 60000\n\nid: 1\ndata: case\n\n", content_type="text/event-stream"
        ),
    )
    page = context.new_page()
    console = faults(page)
    with page.expect_request("**/thread/"):
        page.goto(f"{HOST}/style/")
        page.locator("#reply").press_sequentially("I am ty")
        page.evaluate("document.querySelector('#more').open = true")
    page.locator("#new").wait_for()
    page.locator("#reply").press_sequentially("ping")
    assert page.locator("#reply").input_value() == "I am typing"
    assert page.evaluate("document.activeElement.id") == "reply"
    assert page.evaluate("document.querySelector('#more').open")
    assert console == []
    context.close()
