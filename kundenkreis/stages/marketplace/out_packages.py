"""What can be booked, as the API says it."""

from collections.abc import Sequence
from datetime import datetime

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core.geo import Point
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.core.words import pick
from kundenkreis.firms import queries as firms
from kundenkreis.stages.marketplace import nearby, pairs, terms, who_is_free
from kundenkreis.stages.marketplace.schemas import PackageOut

# How many helpers a package's availability counts, at most.
COUNTED = 20


def package(row: ServicePackage, point: Point | None, *, at: datetime) -> PackageOut:
    """A package; with a point also who could come there."""
    answer = PackageOut(
        id=row.slug,
        title=pick(row.words),
        description=pick(row.description),
        includes=_lines(row),
        price=MoneyOut.of(row.money),
        duration=int(row.duration.total_seconds() // 60),
        persons=row.persons,
        checks=row.requires,
        cancellation=row.cancellation,
    )
    if point:
        ahead = (at + terms.NOTICE, at + terms.NOTICE + nearby.AHEAD)
        if row.persons == pairs.TWO:
            answer.helpers, answer.next_at = _firms_with_two(row, point, at=at)
            return answer
        [found] = who_is_free.in_each([ahead], package=row, point=point, brand=row.brand, but_not=None, limit=COUNTED, at=at)  # fmt: skip
        answer.helpers = len(found)
        answer.next_at = min((one.starts[0] for one in found), default=None)
    return answer


def _firms_with_two(
    row: ServicePackage, point: Point, *, at: datetime
) -> tuple[int, datetime | None]:
    """How many firms have two technicians free at the same time there, and when the first has."""
    found = nearby.suggestions(package=row, point=point, brand=row.brand, but_not=None, limit=COUNTED, at=at)  # fmt: skip
    works = firms.firms_of([match.helper.pk for match in found], at=at)
    soonest = min((match.starts[0] for match in found), default=None)
    return len({firm.pk for firm in works.values()}), soonest


def _lines(row: ServicePackage) -> list[str]:
    lines: Sequence[str] | str = pick(row.includes) or []
    return list(lines)
