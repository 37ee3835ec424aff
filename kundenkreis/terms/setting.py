"""How managers set something: who may, within which numbers, and every change kept with who, when and why."""

import re
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from kundenkreis.brands.models import AddOn, Brand, ServicePackage, Skill
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds
from kundenkreis.terms.events import TermsSet

MOST = 10_000_000  # minor units; more is a slip of the finger
SLUG = re.compile(r"[^a-z0-9]+")
Row = TypeVar("Row", bound=models.Model)
Item = TypeVar("Item", AddOn, Skill, ServicePackage)


def only_managers(by: Person, at: datetime) -> None:
    """:raises NotAllowed: nobody else sets anything."""
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


def within(name: str, value: int, least: int, most: int) -> None:
    """:raises Invalid: `bad_amount`, at the field of this name."""
    if not least <= value <= most:
        sentence = _("Please give a number from {least} to {most}.")
        divisor = 100 if most == MOST else 1
        sentence = sentence.format(least=least / divisor if divisor > 1 else least, most=most // divisor)  # fmt: skip
        raise Invalid("bad_amount", sentence, {name: sentence})


def words_of(words: dict[str, str]) -> dict[str, str]:
    """In each language that was filled in; German, the first, must be."""
    kept = {code: texts.tidy(said)[:80] for code, said in words.items()}
    if not kept.get("de"):
        sentence = _("Please fill in at least the German name.")
        raise Invalid("empty", sentence, {"de": sentence})
    return {code: said for code, said in kept.items() if said}


def entry(model: type[Item], slug: str, words: dict[str, str]) -> Item:
    """The row of this name, locked; without one a new row, named after its words.

    :raises NotFound: no such row. :raises Invalid: `taken`, `empty`.
    """
    if slug:
        found: Item | None = model.objects.select_for_update().filter(slug=slug).first()
        if not found:
            raise NotFound("not_found", _("There is no such entry."))
        return found
    name = SLUG.sub("-", (words.get("en") or words.get("de") or "").lower()).strip("-")[:50]
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    if not name or model.objects.filter(slug=name).exists():
        sentence = _("There is an entry with this name already.") if name else _("Please fill in at least the German name.")  # fmt: skip
        raise Invalid("taken", sentence, {"de": sentence})
    return model(slug=name)


def store(
    noun: str, row: Row, values: dict[str, Any], reason: str, *, about: str = "", by: Person, at: datetime
) -> Row:  # fmt: skip
    """Store what differs and say so; the brand's row makes two managers wait for one another.

    The row is read again once it is ours: what somebody set meanwhile is neither lost nor told wrongly.
    """
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    row = _as_it_is_now(row)
    changes = {
        name: [_plain(getattr(row, name)), _plain(value)]
        for name, value in values.items()
        if getattr(row, name) != value or row.pk is None
    }
    if not changes:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    tell(noun, about, changes, reason, by=by, at=at)
    return row


def _as_it_is_now(row: Row) -> Row:
    """A row without a slug is the brand's only one of its kind; it may have been made meanwhile."""
    rows: models.Manager[Row] = getattr(type(row), "objects")  # noqa: B009 - any of our tables
    if row.pk is None:
        return row if hasattr(row, "slug") else rows.first() or row
    return rows.get(pk=row.pk)


def tell(
    noun: str, about: str, changes: dict[str, Any], reason: str, *, by: Person, at: datetime
) -> None:  # fmt: skip
    """Say what was changed: by field, what it was and what it is."""
    happened = TermsSet(noun=noun, about=about, changes=changes, reason=texts.tidy(reason)[:300])  # fmt: skip
    announce(happened, by=by, at=at)


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return int(value.total_seconds() // 60)
    return value.isoformat() if isinstance(value, datetime) else value
