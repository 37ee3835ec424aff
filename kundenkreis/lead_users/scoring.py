"""How far ahead somebody is. Pure: first mentions in, numbers out (quality-algorithms.md 3-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

SHORTLIST = 40
# A subject of which fewer people speak has no beginning that says anything.
FEWEST = 3
# A workaround of her own counts so often.
BUILT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """`ahead`: by topic, the share of people who spoke of it later than she did, before it was at its peak."""

    ahead: dict[str, float]
    wishes: int
    own_problems: int
    same_problems: int
    workarounds: int = 0

    @property
    def mean_ahead(self) -> float:
        return sum(self.ahead.values()) / len(self.ahead) if self.ahead else 0.0

    @property
    def benefit(self) -> int:
        """What a solution would be worth to her: own ideas, «I have this too», problems that came again, and what
        she built herself, which counts three times: nothing says more plainly that she needs it (3-11)."""
        again = max(0, self.own_problems - 1)
        return self.wishes + self.same_problems + again + BUILT * self.workarounds


def ahead_of(
    person: str, firsts: Mapping[str, Mapping[str, datetime]], peaks: Mapping[str, datetime]
) -> dict[str, float]:
    """By topic: 1 − percentile of her first mention among all first mentions, where it came before the peak.

    `firsts`: topic → person → when she first spoke of it. `peaks`: topic → middle of the busiest month.
    """
    found = {}
    for topic, people in firsts.items():
        mine = people.get(person)
        if mine is None or len(people) < FEWEST or mine >= peaks[topic]:
            continue
        earlier = sum(1 for other in people.values() if other < mine)
        found[topic] = 1 - earlier / (len(people) - 1)
    return found


def peak(mentions: list[datetime]) -> datetime:
    """The middle mention of the month with the most of them; of equals the latest month."""
    months: dict[tuple[int, int], list[datetime]] = {}
    for at in mentions:
        months.setdefault((at.year, at.month), []).append(at)
    key = max(months, key=lambda month: (len(months[month]), month))
    busiest = sorted(months[key])
    return busiest[len(busiest) // 2]
