"""How much a report counts, and from which score on a text goes out of sight by itself. Pure.

After Discourse (app/models/reviewable_score.rb, reviewable_priorities.rb): score = 1 + trust + accuracy + kind.
"""

from collections.abc import Sequence
from math import log

from kundenkreis.moderation.models import FlagThreshold, Rule
from kundenkreis.people.models import Role

# Being right in 7 of 10 reports is what one expects; above counts more, below less.
AXIS = 0.7
# So few decided reports say nothing yet.
FEW = 5
TRUST = {Role.Kind.MEMBER: 1, Role.Kind.EXPERT: 3, Role.Kind.HELPER: 3}
STAFF_TRUST = 5
# What harms while it stands is looked at first.
KIND = {Rule.PERSONAL_DATA: 3.0, Rule.DANGEROUS: 2.0, Rule.ILLEGAL: 2.0}


def trust(roles: set[str]) -> int:
    """0 for a new account to 5 for the team."""
    if roles & set(Role.STAFF):
        return STAFF_TRUST
    return max((TRUST.get(Role.Kind(kind), 0) for kind in roles), default=0)


def accuracy_bonus(agreed: int, disagreed: int) -> float:
    """Between about −10 and +11 for a person's earlier reports.

    20 of 20 right: +10.8; 14 of 20: 0; 2 of 20: −9.26; no more than 5 decided: 0.
    """
    total = agreed + disagreed
    if total <= FEW:
        return 0.0
    share = agreed / total
    span = 1 - AXIS if share >= AXIS else AXIS
    return (share - AXIS) / span * log(total, 4) * 5


def weight(trust: int, agreed: int, disagreed: int, *, reason: str = "") -> float:
    """What one report adds to its text's score; never below 0.

    A new member's: 2.0; one of trust 3 who was always right in 20: 14.8; who was nearly always wrong: 0.
    """
    kind = KIND.get(Rule(reason), 0.0) if reason else 0.0
    return max(0.0, 1 + trust + accuracy_bonus(agreed, disagreed) + kind)


def thresholds(scores: Sequence[float]) -> tuple[float, float]:
    """Half, and 85 in 100, of the scores of texts that moderators acted on; the start before 15 of them."""
    if len(scores) < FlagThreshold.FEWEST:
        return FlagThreshold.START, FlagThreshold.START
    ordered = sorted(scores)
    low, high = _share(ordered, 0.5), _share(ordered, 0.85)
    return max(low, 1.0), max(high, low, 1.0)


def _share(ordered: Sequence[float], part: float) -> float:
    """The value below which this part lies, between neighbours as PostgreSQL's percentile_cont."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
