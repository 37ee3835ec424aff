"""The ranking in words: its parameters, and where a helper stood."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.helpers import matching
from kundenkreis.helpers.models import RankingExplanation
from kundenkreis.ui import filters


def parameters() -> dict[str, tuple[str, str]]:
    """What helpers are ranked by: name and meaning of each parameter."""
    return {
        "distance": (
            _("Distance"),
            _("The nearer, the better. At 10 kilometres it counts about a third."),
        ),
        "standing": (
            _("Standing"),
            _("How earlier visits went: answers, reviews, visits that were missed. Old ones count less."),
        ),
        "price": (
            _("Price"),
            _("The usual price of the service against the helper's own price."),
        ),
        "rest": (
            _("Rest"),
            _("Full for an empty week. Nothing from {week} visits in seven days, or {day} on the wished day, on.").format(
                week=matching.FULL_WEEK, day=matching.FULL_DAY
            ),
        ),
    }  # fmt: skip


def places(rows: Sequence[RankingExplanation]) -> list[dict[str, Any]]:
    """Each place with its sentence and its parts."""
    return [{"row": row, "sentence": sentence(row), "parts": parts(row)} for row in rows]


def sentence(row: RankingExplanation) -> str:
    """`You were on place 4 of 17. Others were asked first.`"""
    where = ngettext(
        "You were on place {rank} of {pool}.",
        "You were on place {rank} of {pool}.",
        row.pool,
    ).format(rank=row.rank, pool=row.pool)
    asked = _("You were asked.") if row.asked else _("Someone else was asked.")
    return f"{where} {asked}"


def parts(row: RankingExplanation) -> list[tuple[str, str, str]]:
    """Parameter, what it gave, what it could have given at most; in points of 100."""
    names = parameters()
    return [
        (
            title,
            filters.decimal(round(100 * row.parts[name], 1)),
            filters.decimal(round(100 * row.weights.get(name, 0))),
        )
        for name, (title, _meaning) in names.items()
        if name in row.parts
    ]
