"""Holding back what says who someone is, before strangers read a text."""

import re
from collections.abc import Iterable

HELD_BACK = "[…]"
_WHO = re.compile(
    r"""
      [\w.+-]+@[\w-]+(?:\.[\w-]+)+                     # mail address
    | (?:https?://|www\.)\S+                           # web address
    | \b[A-Z]{2}\d{2}(?:\ ?[0-9A-Z]{4}){3,7}(?:\ ?[0-9A-Z]{1,3})?\b   # IBAN
    | (?<![\w.])\+?\d(?:[\ ./()-]{0,2}\d){6,}          # telephone and customer numbers
    | \b[\w-]*(?:strasse|straße|str\.|gasse|weg|platz)\s+\d+\w?\b     # street and number
    | \b(?:rue|avenue|chemin|route|via|viale|piazza)\s+[\w'’\ -]{2,30}?\s*,?\s+\d+\w?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_personal_data(text: str, names: Iterable[str] = ()) -> str:
    """The text without addresses, numbers that lead to a person, and these names.

    A rough sieve, not a proof: who publishes shows the result to its author first.
    """
    text = _WHO.sub(HELD_BACK, text)
    for word in {word for name in names for word in name.split() if len(word) > 2}:
        text = re.sub(rf"\b{re.escape(word)}\b", HELD_BACK, text, flags=re.IGNORECASE)
    return text
