"""Whose drafts there are."""

from kundenkreis.drafts.models import Draft
from kundenkreis.people.models import Person


def text_at(place: str, person: Person | None) -> str:
    """What she typed there and has not sent; empty: nothing."""
    if person is None or person.is_guest:
        return ""
    rows = Draft.objects.filter(person=person, place=place).values_list("text", flat=True)
    return rows.first() or ""


def drafts_of(person: Person) -> list[Draft]:
    """All, the newest first."""
    return list(Draft.objects.filter(person=person).order_by("-at"))
