"""People at work, in a real browser, against the real worker: with and without JavaScript."""

import re
from typing import Any

from tests.browser.conftest import axe
from tests.browser.installation import Site

SENTENCE = "Mein WLAN verbindet sich nicht mehr"


def next_page(page: Any) -> None:
    """Press the page's own button."""
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def ask(page: Any, text: str = SENTENCE) -> str:
    """The path of the new case."""
    page.goto("/")
    page.fill("textarea", text)
    page.locator(".hero button").click()
    page.wait_for_load_state()
    return re.search(r"/cases/[0-9a-f-]{36}/", page.url)[0]  # type: ignore[index]


def test_a_guest_books_a_visit_without_javascript_on_a_small_phone(
    site: Site, open_page: Any
) -> None:
    page = open_page(width=320, script=False)
    case = ask(page)
    assert page.locator("main a[href*='/articles/']").count() >= 1
    page.goto(f"{case}visit/")
    page.locator("main input[type=radio]").first.check()
    next_page(page)
    page.fill("[name=postal_code]", "8004 Zürich")
    next_page(page)
    page.locator("main input[type=radio]").first.check()
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    page.fill("[name=street]", "Zitronenweg 17")
    page.fill("[name=name]", "Vreni Muster")
    page.fill("[name=phone]", "079 123 45 67")
    page.fill("[name=email]", "vreni.muster@example.org")
    next_page(page)
    assert "Zitronenweg 17" in page.inner_text("main")
    next_page(page)
    confirmation = page.inner_text("main")
    assert "/confirmation/" in page.url
    reference = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", confirmation)
    assert reference
    # Back and again: the browser's way back does no harm, the page can be opened again.
    page.go_back()
    page.goto(page.url)
    page.goto(case)
    assert reference[0] in page.inner_text("main")


def test_an_answer_of_the_team_appears_without_reloading(open_page: Any) -> None:
    customer, agent = open_page(width=360), open_page("reto")
    case = ask(customer, "Auf meiner Rechnung stehen 19 Franken, die ich nicht kenne")
    customer.goto(case)
    customer.locator("form:has(input[value=desk]) button").click()
    customer.wait_for_load_state()
    agent.goto(case.replace("/cases/", "/desk/cases/"))
    agent.locator("main textarea").first.fill("Guten Tag, ich schaue es mir gleich an.")
    agent.locator("form:has(textarea) button[type=submit]").first.click()
    agent.wait_for_load_state()
    customer.get_by_text("ich schaue es mir gleich an").first.wait_for(timeout=15_000)
    assert axe(customer) == []
    assert customer.complaints == []


def test_two_quick_clicks_open_one_case(site: Site, open_page: Any) -> None:
    page = open_page()
    page.goto("/")
    page.fill("textarea", "Zweimal geklickt, einmal gemeint")
    page.locator(".hero button").dblclick()
    page.wait_for_url("**/suggestions/")
    page.goto("/cases/")
    assert page.get_by_text("Zweimal geklickt, einmal gemeint").count() == 1


def test_a_code_from_the_mail_signs_in(site: Site, open_page: Any) -> None:
    page = open_page(width=360)
    page.goto("/sign-in/")
    page.fill("[name=email]", "neu.hier@example.org")
    page.locator("form[action='/sign-in/'] button").click()
    page.wait_for_load_state()
    box = open_page()
    for _look in range(40):
        box.goto("/demo/mail/?to=neu.hier@example.org")
        if box.locator("main a[href^='/demo/mail/']").count():
            break
        box.wait_for_timeout(250)
    box.locator("main li a[href^='/demo/mail/']").first.click()
    digits = re.search(r"\b(\d{2} ?\d{3}|\d{5})\b", box.inner_text(".letter"))
    assert digits, box.inner_text(".letter")
    page.fill("[name=code]", digits[1])
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.goto("/account/")
    assert "neu.hier@example.org" in page.inner_text("main")


def test_everything_can_be_reached_with_the_keyboard(open_page: Any) -> None:
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.locator("textarea").focus()
    page.keyboard.type("Internet langsam")
    page.keyboard.press("Tab")
    for _step in range(12):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suggestions/")
