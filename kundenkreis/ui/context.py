"""What every page knows: brand, person, language, request path."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for the page frame."""
    return {
        "brand": getattr(request, "brand", None),
        "person": getattr(request, "person", None),
        "roles": getattr(request, "roles", set()),
        "language": getattr(request, "LANGUAGE_CODE", "de"),
        "at": getattr(request, "at", None),
        "path": request.get_full_path(),
    }
