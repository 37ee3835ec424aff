"""A request that knows a brand without a database."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpRequest
from django.test import RequestFactory


class Alpenfon:
    """As much of a brand as a page frame asks for."""

    name = "Alpenfon"
    languages = ("de", "en", "fr", "it")
    phone = "0800 84 66 84"
    look = {"brand": "#0b5d5e", "accent": "#e4572e"}
    timezone = "Europe/Zurich"
    zone = ZoneInfo("Europe/Zurich")
    hours = (["08:00", "19:00"],) * 7

    def opens_at(self, at: datetime) -> datetime:
        return at


@pytest.fixture
def make_request() -> Callable[..., HttpRequest]:
    def make(path: str = "/cases/", *, language: str = "de", **more: Any) -> HttpRequest:
        request = RequestFactory().get(path)
        values = {
            "brand": Alpenfon(),
            "at": datetime(2026, 3, 10, 9, tzinfo=UTC),
            "LANGUAGE_CODE": language,
            "roles": set(),
            "person": None,
            **more,
        }
        for name, value in values.items():
            setattr(request, name, value)
        return request

    return make


@pytest.fixture
def vreni_signed_in() -> SimpleNamespace:
    return SimpleNamespace(is_guest=False, shown_name="Vreni", portrait="vreni")
