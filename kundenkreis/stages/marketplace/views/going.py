"""Going on after a form was sent, and what it carried along."""

import re


def shown_price(raw: str) -> int:
    """The price that was shown, in minor units; what is no number never was one."""
    return int(raw) if re.fullmatch("[0-9]{1,9}", raw) else -1
