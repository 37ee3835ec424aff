"""A door that exists in demo mode only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from kundenkreis.core.refusal import NotFound


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 outside demo mode."""

    @wraps(view)
    def door(*args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise NotFound("not_found", "")
        return view(*args, **kwargs)

    return door
