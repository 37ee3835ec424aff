"""Reads around a helper's standing: its lines, what was contested, and each line in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Contest, HelperBrand, Outcome
from kundenkreis.helpers.standing import (
    HALF_LIFE,
    WEIGHTS,
    News,
    effective_positive,
    weights,
)
from kundenkreis.people.models import Person

# What is usual: of ten visits, five are judged good in private (half of the customers answer).
USUAL = 0.5


def news(row: Outcome, *, at: datetime) -> News:
    """An outcome as the standing weighs it; struck lines weigh nothing."""
    return News(
        kind=row.kind,
        value=row.value,
        age=at - row.at,
        source=row.source,
        shared=row.shared,
        weight=0 if row.struck_at else row.weight,
    )


def outcomes_of(member: HelperBrand) -> list[Outcome]:
    """All lines of a helper's standing, newest first, with what she contested."""
    return list(member.outcomes.select_related("contest").order_by("-at", "-pk"))


def open_contests() -> list[Contest]:
    """What waits for an answer, oldest first."""
    rows = Contest.objects.filter(answered_at=None)
    return list(rows.select_related("outcome__member__helper__person").order_by("at"))


def effective_positive_share(member: HelperBrand) -> float:
    """Private answers that were good, of all visits; for the team only (algorithm 3-3)."""
    good = member.outcomes.filter(kind="private_answer", value__gte=0.5, struck_at=None)
    return effective_positive(good.count(), member.jobs, usual=USUAL)


def line_for(person: Person, pk: int) -> Outcome:
    """One line of the person's own standing.

    :raises NotFound: another's, or none.
    """
    rows = Outcome.objects.filter(pk=pk, member__helper__person=person)
    row = rows.select_related("contest", "member__helper").first()
    if not row:
        raise NotFound("not_found", _("There is no such line."))
    return row


def kind_names() -> dict[str, str]:
    """The kinds of news, as helpers read them."""
    return {
        "private_answer": _("What a customer answered in private"),
        "public_stars": _("Stars in a review"),
        "no_show": _("You did not come"),
        "complaint": _("A complaint was upheld"),
        "late_cancellation": _("You cancelled on short notice"),
        "rebooked": _("A customer booked you again"),
        "reopened": _("A solved case was opened again within 14 days"),
    }


def shown(rows: Sequence[Outcome], *, at: datetime) -> list[dict[str, Any]]:
    """What counts, how much, since when: one line each, newest first.

    A private answer stays private: its line tells neither visit nor day.
    """
    names = kind_names()
    counted = weights([news(row, at=at) for row in rows])
    return [
        {
            "outcome": row,
            "name": names[row.kind],
            "good": row.value >= 0.5,
            "private": row.kind == "private_answer",
            "counts": weight * 0.5 ** ((at - row.at) / HALF_LIFE),
            "why": _why(row, weight),
            "contest": getattr(row, "contest", None),
        }
        for row, weight in zip(rows, counted, strict=True)
    ]


def _why(row: Outcome, weight: float) -> str:
    if row.struck_at:
        return _("Struck: it does not count.")
    if not row.weight:
        return _("It does not count, because you and the customer belong together.")
    if weight < WEIGHTS[row.kind]:
        return _("It counts less, because the same customer or household said it before.")
    return ""
