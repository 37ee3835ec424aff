"""Invented values that show every component on `/style/`."""

from typing import Any


def samples() -> dict[str, Any]:
    """Values for `ui/style.html`."""
    return {}
