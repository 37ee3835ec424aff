"""Every page as its people see it: no violation, no sideways scrolling, no complaint in the console."""

import re
from typing import Any

import pytest

from tests.browser.conftest import axe, sideways
from tests.browser.installation import Site

PLACES = {
    "": ["/", "/sign-in/", "/questions/", "/articles/", "/assistant/", "/guides/", "/g/alpenbox-3/no-such-fault/", "/screens/phone/", "/screens/watch/", "/cases/", "/demo/mail/", "/imprint/", "/privacy/", "/ranking/", "/accessibility/", "/call-back/"],
    "vreni": ["/blog/", "/article-proposals/", "/article-proposals/new/", "/helper-application/", "/helper-application/age/", "/helper-application/services/?of_age=yes", "/helper-application/area/?of_age=yes&package=wifi", "/helper-application/agreement/?of_age=yes&package=wifi&postal_code=8004&radius_km=5", "/cases/", "/account/", "/account/erasure/", "/documents/", "/notices/", "/trusted-persons/", "/favourites/", "/series/"],
    "beat": ["/trusted-persons/", "/cases/"],
    "jonas": ["/helper/", "/helper/availability/", "/helper/availability/pause/", "/helper/availability/today/?time=yes", "/helper/availability/0/hours/", "/helper/calendars/", "/helper/profile/", "/helper/photo/", "/helper/firm/", "/helper/skills/", "/helper/services/", "/helper/services/wifi/end/", "/helper/rate/", "/helper/requests/", "/helper/earnings/", "/documents/", "/tax-details/", "/my-payouts/", "/payout-account/", "/helper/standing/", "/helper/training/", "/helper/rankings/", "/helper/documents/", "/helper/documents/identity/", "/helper/certificates/", "/helper/supervision/"],
    "aylin": ["/my-abilities/", "/payback/", "/media/", "/media/new/", "/questions/sheltered/", "/questions/similar/?q=WLAN", "/following/", "/following/topics/internet/", "/following/digest/", "/drafts/", "/consultations/", "/consultations/profile/", "/questions/"],
    "reto": ["/guide-editor/", "/guide-editor/new/", "/desk/", "/desk/calls/", "/desk/warnings/", "/desk/questions/", "/content-gaps/", "/editing/", "/editing/?list=worst", "/editing/checks/", "/editing/new/", "/bookings/", "/concerns/", "/standing-contests/", "/review-reports/"],
    "nadja": ["/firm/", "/firm/technicians/", "/firm/account/", "/firm/documents/", "/firm/tax-details/"],
    "mira": ["/abilities/", "/thanks/", "/devices/", "/devices/keys/new/", "/devices/screen/", "/signposts/", "/signposts/new/", "/editing/rules/", "/vouchers/", "/vouchers/new/", "/firms/", "/helper-imports/", "/own-rates/", "/ranking/weights/", "/insight/", "/ledger/", "/bills/", "/payouts/", "/documents/brand/", "/disputes/", "/refunds/", "/chargebacks/", "/offer/", "/offer/new-service/", "/offer/services/wifi/", "/offer/services/wifi/price/", "/offer/services/wifi/skills/", "/offer/services/wifi/contents/", "/offer/services/wifi/name/", "/offer/services/wifi/length/", "/offer/services/wifi/topics/", "/offer/services/wifi/checks/", "/offer/services/wifi/persons/", "/offer/services/wifi/offering/", "/offer/ladder/", "/offer/ladder/bill/", "/offer/ladder/internet/", "/terms/", "/terms/payouts/", "/terms/objections/", "/terms/redress/", "/terms/cancelling/", "/terms/extras/", "/terms/skills/", "/terms/skills/new/", "/moderation/", "/moderation/appeals/", "/report-content/", "/transparency/", "/training/", "/training/new/", "/checks/", "/applicants/", "/certifications/", "/contested-decisions/"],
}  # fmt: skip


SETUP = "/toolkits/meine-fernbedienung/setup/"
WISHES = {
    "": ["/ideas/", "/ideas/new/", "/ideas/delivered/", "/ideas/duels/results/", "/contests/", "/toolkits/", "/toolkits/meine-fernbedienung/", "/toolkits/meine-fernbedienung/designs/"],
    "vreni": ["/ideas/votes/", "/ideas/duels/", "/designs/", "/lead-users/", "/spaces/", "/rings/", "/circle/"],
    "mira": ["/ideas/measures/", "/contests/new/", "/toolkits/new/", SETUP, f"{SETUP}terms/", f"{SETUP}new-field/", f"{SETUP}new-rule/", "/lead-users/shortlist/", "/lead-users/threads/", "/lead-users/threads/new/"],
}  # fmt: skip
for _who, _paths in WISHES.items():
    PLACES[_who] += _paths


def too_wide(page: Any, width: int) -> list[str]:
    """Whether it scrolls sideways, as it stands and at the width of a desk."""
    found = []
    for each in sorted({width, 1280}):
        page.set_viewport_size({"width": each, "height": 800})
        found += [f"{sideways(page)} px too wide at {each}"] if sideways(page) else []
    page.set_viewport_size({"width": width, "height": 800})
    return found


@pytest.mark.parametrize("who", PLACES)
@pytest.mark.parametrize(
    ("width", "dark"),
    [
        pytest.param(360, False, id="phone"),
        pytest.param(1280, False, id="desk", marks=pytest.mark.slow),
        pytest.param(360, True, id="night", marks=pytest.mark.slow),
    ],
)
def test_the_pages_of(who: str, width: int, dark: bool, open_page: Any) -> None:
    page = open_page(who, width=width, dark=dark)
    trouble = []
    for path in PLACES[who]:
        answer = page.goto(path)
        found = [f"status {answer.status}"] if answer.status != 200 else []
        found += axe(page)
        found += too_wide(page, width)
        found += page.complaints
        page.complaints.clear()
        trouble += [f"{path}: {line}" for line in found]
    assert trouble == []


def test_the_screen_of_a_television(open_page: Any) -> None:
    page = open_page(width=1280)
    assert page.goto("/screens/tv/?product=alpenbox-3&fault=red-light").status == 200
    assert [*axe(page), *too_wide(page, 1280), *page.complaints] == []


def links_inside(page: Any, *prefixes: str) -> list[str]:
    """Addresses of things listed on the page, such as cases or bookings."""
    every = page.eval_on_selector_all(
        "main a[href]", "links => links.map(link => link.getAttribute('href'))"
    )
    return [href for href in dict.fromkeys(every) if href.startswith(prefixes)]


@pytest.mark.parametrize(
    ("who", "listed", "prefix"),
    [
        ("", "/questions/", "/questions/"),
        ("mira", "/ideas/", "/ideas/"),
        ("mira", "/contests/", "/contests/"),
        ("", "/toolkits/meine-fernbedienung/designs/", "/designs/"),
        ("", "/articles/", "/articles/"),
        ("vreni", "/cases/", "/cases/"),
        ("jonas", "/helper/", "/bookings/"),
        ("vreni", "/series/", "/series/"),
        ("nadja", "/firm/", "/firm/visits/"),
        ("aylin", "/consultations/", "/consultations/"),
        ("reto", "/desk/", "/desk/cases/"),
        ("mira", "/editing/?list=review", "/editing/"),
        pytest.param("reto", "/media/", "/media/", marks=pytest.mark.slow),
        ("reto", "/bookings/", "/bookings/"),
        ("mira", "/bills/", "/bills/"),
        ("mira", "/vouchers/", "/vouchers/"),
        ("mira", "/devices/", "/devices/keys/"),
        ("mira", "/signposts/", "/signposts/"),
        ("reto", "/guide-editor/", "/guide-editor/"),
        ("", "/guides/", "/guides/"),
        ("mira", "/documents/brand/", "/documents/"),
        ("reto", "/disputes/?all=1", "/disputes/"),
        ("mira", "/checks/", "/checks/"),
        ("mira", "/applicants/", "/certifications/"),
        ("mira", "/contested-decisions/", "/contested-decisions/"),
        ("jonas", "/helper/certificates/", "/helper/certificates/"),
        ("jonas", "/my-payouts/", "/documents/payouts/"),
        ("mira", "/chargebacks/", "/chargebacks/"),
        ("mira", "/moderation/collusion/", "/moderation/collusion/"),
    ],
)
@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.slow)])
def test_what_is_listed_opens_well(
    who: str, listed: str, prefix: str, width: int, open_page: Any
) -> None:
    page = open_page(who, width=width)
    page.goto(listed)
    things = [
        href for href in links_inside(page, prefix) if href != listed and "?" not in href
    ][:3]
    assert things, f"nothing is listed on {listed}"
    trouble = []
    for href in things:
        answer = page.goto(href)
        trouble += [f"{href}: status {answer.status}"] if answer.status != 200 else []
        trouble += [f"{href}: {line}" for line in [*axe(page), *page.complaints]]
        trouble += [f"{href}: {line}" for line in too_wide(page, width)]
        page.complaints.clear()
    assert trouble == []


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.slow)]
)
def test_the_search_for_whoever_can_come_first(
    width: int, dark: bool, open_page: Any
) -> None:
    """Its own page, and the pages of its order, as far as they go without ordering."""
    page = open_page("vreni", width=width, dark=dark)
    page.goto("/cases/")
    cases = [href for href in links_inside(page, "/cases/") if href != "/cases/"]
    found: list[str] = []
    for case in cases:
        page.goto(case)
        found += links_inside(page, "/searches/")
    assert found, "no search is shown on any case of hers"
    page.goto("/")
    page.locator("textarea").first.fill("Mein Laptop startet nicht mehr richtig.")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/cases/**")
    start = "/".join(page.url.split("/")[3:5])
    page.goto(f"/{start}/visit/")
    page.locator("main form button").click()
    page.locator("input[name=postal_code]").fill("8004")
    page.locator("main form button").click()
    trouble = []
    for path in [found[0], f"/{start}/visit/slots/", f"/{start}/visit/windows/"]:
        answer = page.goto(path)
        lines = [] if answer.status == 200 else [f"status {answer.status}"]
        lines += [*axe(page), *page.complaints]
        lines += too_wide(page, width)
        page.complaints.clear()
        trouble += [f"{path}: {line}" for line in lines]
    assert trouble == []


def pages_behind(page: Any, listed: str, first: str, *ends: str) -> dict[str, str]:
    """For each ending the address of one page that lies behind what is listed: a case, a visit, its pages."""
    page.goto(listed)
    found: dict[str, str] = {}
    rest = [href for href in links_inside(page, first) if href != listed]
    seen = set(rest)
    while rest and len(found) < len(ends) and len(seen) < 80:
        page.goto(rest.pop(0))
        for href in links_inside(page, "/"):
            for end in ends:
                if re.fullmatch(end, href):
                    found.setdefault(end, href)
            if re.fullmatch(r"/(bookings|searches)/[0-9a-f-]{36}/", href) and href not in seen:  # fmt: skip
                seen.add(href)
                rest.append(href)
    return found


ID = "[0-9a-f-]{36}"
BEHIND = {
    "vreni": (
        "/cases/",
        "/cases/",
        f"/waiting/{ID}/",
        f"/bookings/{ID}/series/",
        f"/bookings/{ID}/tip/",
    ),
    "jonas": (
        "/helper/",
        "/bookings/",
        f"/bookings/{ID}/time-proposals/",
        f"/series/{ID}/",
    ),
}


@pytest.mark.parametrize("who", BEHIND)
@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), pytest.param(1280, True, marks=pytest.mark.slow)]
)
def test_what_lies_behind_cases_and_visits(
    who: str, width: int, dark: bool, open_page: Any
) -> None:
    """Waiting, series, other times: opened by whom they are for, found by following links."""
    page = open_page(who, width=width, dark=dark)
    listed, first, *ends = BEHIND[who]
    found = pages_behind(page, listed, first, *ends)
    assert sorted(found) == sorted(ends), "not all are linked from what is listed"
    trouble = []
    for path in found.values():
        page.complaints.clear()
        answer = page.goto(path)
        lines = [] if answer.status == 200 else [f"status {answer.status}"]
        lines += [*axe(page), *page.complaints]
        lines += too_wide(page, width)
        trouble += [f"{path}: {line}" for line in lines]
    assert trouble == []


def test_the_documents_of_the_api_are_served_here(site: Site, open_page: Any) -> None:
    page = open_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not request.url.startswith((site.base, "data:"))
            else None
        ),
    )
    assert page.goto("/api/v1/docs").status == 200
    page.wait_for_load_state("networkidle")
    assert elsewhere == []
