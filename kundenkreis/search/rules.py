"""What of a search may be kept. Pure."""

import re

from kundenkreis.core.text import tidy

_ADDRESS = re.compile(r"\S+@\S+")
# Telephone, customer, card and invoice numbers alike: five digits or more, however they are grouped.
_NUMBER = re.compile(r"\+?\d(?:[\s./()-]{0,2}\d){4,}")


def scrubbed(text: str, most: int = 200) -> str:
    """The text without e-mail addresses and sequences of digits, at most `most` characters."""
    text = " ".join(tidy(text.encode("utf-8", "ignore").decode()[:2000]).split())
    return _NUMBER.sub("…", _ADDRESS.sub("…", text))[:most]
