"""What cancelling a visit costs, as data: from which hour before the start which share is kept.

A policy is a list of steps `[hours before the start, percent kept]`, the earliest first: a step
counts until so many hours before; what comes later than all of them costs the last share.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# [hours, percent]; the last step has 0 hours and counts up to the start and after it.
Steps = Sequence[Sequence[int]]


class Policy(models.TextChoices):
    """What a brand, or a package, may choose."""

    FLEXIBLE = "flexible", _("flexible")
    MODERATE = "moderate", _("moderate")
    STRICT = "strict", _("strict")


# Instead of a policy: the brand's own steps.
OWN = "own"

STANDARD: dict[str, list[list[int]]] = {
    Policy.FLEXIBLE: [[4, 0], [0, 30]],
    Policy.MODERATE: [[24, 0], [0, 50]],
    Policy.STRICT: [[72, 0], [24, 50], [0, 100]],
}


def percent_at(steps: Steps, *, starts_at: datetime, at: datetime) -> int:
    """The share kept, in percent, of a visit that is cancelled at this moment."""
    for until, percent in deadlines(steps, starts_at=starts_at)[:-1]:
        if until and at <= until:
            return percent
    return int(steps[-1][1])


def deadlines(steps: Steps, *, starts_at: datetime) -> list[tuple[datetime | None, int]]:
    """Each step as the moment until which it counts, and its percent; the last has no end.

    Hours are real ones: on a night when the clock changes, 24 hours before ten o'clock is nine or eleven.
    """
    start = starts_at.astimezone(UTC)
    rows: list[tuple[datetime | None, int]] = [
        (start - timedelta(hours=hours), percent) for hours, percent in steps[:-1]
    ]
    return [*rows, (None, steps[-1][1])]
