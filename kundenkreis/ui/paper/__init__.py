"""A page of paper in the brand's look: PDF whose text can be marked, in any letters of Europe.

A4, millimetres. DejaVu Sans comes along (`fonts/LICENSE.txt`); only the letters used are embedded.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kundenkreis.ui.paper.sheet import Paper

LANGUAGES = ("de", "en", "fr", "it")
WIDTH = 170  # of the text, in millimetres


def sheet(
    title: str, *, name: str, look: dict[str, Any], at: datetime, foot: str = ""
) -> "Paper":
    """An empty document. `look` is the brand's (its colour `brand`), `name` stands at the top."""
    # fpdf2 brings fonts and numbers with it: a tenth of what starting takes, and few draw.
    from kundenkreis.ui.paper.sheet import Paper

    return Paper(title, name=name, look=look, at=at, foot=foot)


def party(who: dict[str, str]) -> list[str]:
    """Name and address, line by line: name, street, house_number, postal_code, city, vat_number."""
    street = f"{who.get('street', '')} {who.get('house_number', '')}".strip()
    place = f"{who.get('postal_code', '')} {who.get('city', '')}".strip()
    number = who.get("number") or who.get("vat_number")
    numbered = _("VAT number: %(number)s") % {"number": number} if number else ""
    return [each for each in (who.get("name", ""), street, place, numbered) if each]
