"""What every page knows: brand, person, language, time, the way around, and where help is."""

import contextlib
import functools
import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

THEMES = ("auto", "light", "dark")
# Pages that the frame links where a room above brings them, by the name of their URL.
OFFERED = (
    "front",
    "call-back",
    "imprint",
    "privacy",
    "ranking",
    "accessibility",
    "helper-application",
    "report-content",
    "transparency",
    "demo-mail",
)


def _entries() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Path, icon, text, roles who see it (none: everyone), in the order of the navigation."""
    return [
        ("/desk/", "inbox", _("Desk"), ("agent",)),
        ("/helper/", "calendar-days", _("My day"), ("helper",)),
        ("/firm/", "calendar-check", _("My firm"), ("dispatcher",)),
        ("/consultations/", "video", _("Consultations"), ("expert",)),
        ("/insight/", "chart-column", _("Insight"), ("manager",)),
        ("/checks/", "badge-check", _("Helpers"), ("manager",)),
        ("/cases/", "folder-open", _("My cases"), ()),
        ("/questions/", "messages-square", _("Community"), ()),
        ("/articles/", "book-open", _("Instructions"), ()),
    ]


def navigation(path: str, roles: set[str]) -> list[dict[str, Any]]:
    """The main navigation for someone with these roles, with the place we are at marked."""
    return [
        {
            "path": there,
            "icon": icon,
            "text": text,
            "here": path.startswith(there),
            "exact": path == there,
        }
        for there, icon, text, seen_by in _entries()
        if not seen_by or set(seen_by).intersection(roles)
    ]


@functools.cache
def _places() -> dict[str, str]:
    """Path by name of those offered pages that this installation has; the others are not linked."""
    found = {}
    for name in OFFERED:
        with contextlib.suppress(NoReverseMatch):
            found[name] = reverse(name)
    return found


def _desk(brand: Any, at: datetime | None) -> dict[str, Any]:
    """Whether someone answers the phone now, until when, or from when on."""
    opens = brand.opens_at(at) if brand and at else None
    is_open = opens is not None and opens == at
    closes = brand.hours[at.astimezone(brand.zone).weekday()][1] if is_open and at else ""
    return {"desk_open": is_open, "desk_opens": opens, "desk_closes": closes}


def look_version(brand: Any) -> str:
    """Changes with the brand's colours; part of addresses that may be kept for a year."""
    look = json.dumps(brand.look if brand else {}, sort_keys=True).encode()
    return hashlib.sha256(look).hexdigest()[:12]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for the page frame."""
    brand = getattr(request, "brand", None)
    at = getattr(request, "at", None)
    roles: set[str] = getattr(request, "roles", set())
    theme = request.COOKIES.get("theme", "auto")
    return {
        "brand": brand,
        "person": getattr(request, "person", None),
        "roles": roles,
        "language": getattr(request, "LANGUAGE_CODE", "de"),
        "languages": [
            (code, name)
            for code, name in NAMES.items()
            if not brand or code in brand.languages
        ],
        "at": at,
        "path": request.get_full_path(),
        "theme": theme if theme in THEMES else "auto",
        "demo": settings.DEMO,
        "look_version": look_version(brand),
        "navigation": navigation(request.path, roles) if brand else [],
        "places": _places(),
        **_desk(brand, at),
    }


# Each language by its own name, so that whoever needs it can read it.
NAMES = {"de": "Deutsch", "en": "English", "fr": "Français", "it": "Italiano"}
