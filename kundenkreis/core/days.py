"""Days as people write them."""

import re
from datetime import date

_DAY = re.compile(r"^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$")


def typed_day(raw: str) -> date | None:
    """24.12.2026, 24/12/2026 or 2026-12-24; None when nothing was typed.

    :raises ValueError: there is no such day.
    """
    typed = raw.strip()
    if found := _DAY.match(typed):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(typed) if typed else None
