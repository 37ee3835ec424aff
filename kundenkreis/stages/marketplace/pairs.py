"""Services that two do: only of firms, and only at times at which two of the firm are free."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.refusal import Refused
from kundenkreis.firms.queries import firms_of
from kundenkreis.helpers.matching import Match, Ranked

TWO = 2
# Looked at where two come, and so many of their times; each time is one question to the matcher.
POOL, TIMES = 60, 12


def one_is_enough(package: ServicePackage) -> None:
    """:raises Refused: `two_persons`; two of a firm come, so a firm and a time are chosen."""
    if package.persons == TWO:
        raise Refused("two_persons", _("Two people of a firm do this. Please choose a firm and a time."))  # fmt: skip


def in_twos(
    found: Sequence[Match],
    free_at: Callable[[datetime], Sequence[Match]],
    *,
    at: datetime,
) -> list[Match]:
    """Of these who works for a firm, at times at which a second of the firm is free too. `free_at`: everyone free then."""
    works = firms_of([match.helper.pk for match in found], at=at)
    starts = sorted({start for match in found if match.helper.pk in works for start in match.starts})  # fmt: skip
    two: dict[datetime, set[UUID]] = {}
    for start in starts[:TIMES]:
        free = free_at(start)
        firms = firms_of([match.helper.pk for match in free], at=at)
        counted = Counter(firm.pk for firm in firms.values())
        two[start] = {firm for firm, count in counted.items() if count >= TWO}
    kept = []
    for match in found:
        firm = works.get(match.helper.pk)
        times = tuple(
            start for start in match.starts if firm and firm.pk in two.get(start, ())
        )
        if times:
            kept.append(replace(match, starts=times))
    return kept


def only_twos(free: Sequence[Ranked], *, at: datetime) -> list[Ranked]:
    """Of who is free at one time those with a second of their firm among them."""
    works = firms_of([one.helper_id for one in free], at=at)
    counted = Counter(firm.pk for firm in works.values())
    return [
        one
        for one in free
        if (firm := works.get(one.helper_id)) and counted[firm.pk] >= TWO
    ]
