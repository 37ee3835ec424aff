"""What chance and habit do not explain, rule by rule (quality-algorithms.md 3-6). Pure, the same every time.

Whatever one rule has found, the next ones do not find again: a block is one case, not one for each of its pairs.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp
from uuid import UUID

from kundenkreis.collusion import graphs
from kundenkreis.collusion.graphs import Pair
from kundenkreis.collusion.socket import Favour

# Pair rule: half of what A gives goes to B, a quarter of what B gets comes from A, at least so many, and
# chance alone gives that only once in a thousand times.
PAIR_GIVEN, PAIR_INCOME, PAIR_LEAST, PAIR_CHANCE = 0.5, 0.25, 8, 1e-3
# Burst rule: less than once in a million days, where half a favour a day is usual.
BURST_CHANCE, BURST_USUAL, BURST_LEAST = 1e-6, 0.5, 5
# Island rule: trust reaches nobody among them, while it reaches nearly everybody else.
ISLAND_PEOPLE, ISLAND_LEAST, REACHED = 4, 12, 0.8


@dataclass(frozen=True, slots=True)
class Finding:
    """A question for a person: who gave, who received, by which rule, and the numbers."""

    rule: str
    givers: frozenset[UUID]
    receivers: frozenset[UUID]
    favours: tuple[Favour, ...]
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """The same evidence has the same one, whichever rule sees it."""
        lines = sorted(f"{each.giver}>{each.receiver}:{each.kind}:{each.subject}" for each in self.favours)  # fmt: skip
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @property
    def people(self) -> frozenset[UUID]:
        return self.givers | self.receivers


def at_least(k: int, mean: float) -> float:
    """P(X ≥ k) of Poisson(mean): 8 where ½ is usual happens 6.2e-8 of the time."""
    term = rest = exp(-mean)
    for number in range(1, k):
        term *= mean / number
        rest += term
    if rest < 1 - 1e-9:
        return 1 - rest
    # So far out that 1 − rest is only rounding: sum the tail itself.
    term, tail = exp(-mean), 0.0
    for number in range(1, k + 200):
        term *= mean / number
        tail += term if number >= k else 0.0
    return tail


def find(favours: Iterable[Favour], trusted: Collection[UUID]) -> list[Finding]:
    """Everything the rules see, most people first within a rule; `trusted`: whom the brand itself vouches for."""
    left = [each for each in favours if each.giver != each.receiver]
    found: list[Finding] = []
    for look in (_blocks, _islands, _pairs, _bursts):
        for each in look(left, trusted):
            taken = set(each.favours)
            left = [favour for favour in left if favour not in taken]
            found.append(each)
    return found


def count(favours: Iterable[Favour]) -> dict[Pair, int]:
    """How often each did each a favour."""
    return Counter((each.giver, each.receiver) for each in favours)


def _between(
    favours: Iterable[Favour], givers: Collection[UUID], receivers: Collection[UUID]
) -> tuple[Favour, ...]:
    return tuple(each for each in favours if each.giver in givers and each.receiver in receivers)  # fmt: skip


def _blocks(favours: Sequence[Favour], _trusted: Collection[UUID]) -> list[Finding]:
    counts = count(favours)
    income, out = graphs.totals(counts)
    found = []
    for block in graphs.blocks(counts):
        inside = _between(favours, block.givers, block.receivers)
        numbers = {
            "favours": len(inside),
            "pairs": len({(each.giver, each.receiver) for each in inside}),
            "most_pairs": len(block.givers) * len(block.receivers)
            - len(block.givers & block.receivers),
            "income": len(inside) / sum(income[each] for each in block.receivers),
            "given": len(inside) / sum(out[each] for each in block.givers),
            "density": block.density,
        }
        found.append(Finding("block", block.givers, block.receivers, inside, numbers))
    return found


def _islands(favours: Sequence[Favour], trusted: Collection[UUID]) -> list[Finding]:
    counts = count(favours)
    receivers = {receiver for _giver, receiver in counts}
    if not trusted or not receivers:
        return []
    flow = graphs.trust(counts, trusted)
    reached = sum(flow.get(each, 0.0) > 0 for each in receivers) / len(receivers)
    if reached < REACHED:
        return []
    alone = {
        pair: n for pair, n in counts.items() if not flow.get(pair[1]) and not flow.get(pair[0])
    }  # fmt: skip
    found = []
    for block in graphs.apart(alone):
        inside = _between(favours, block.givers, block.receivers)
        people = block.givers | block.receivers
        if len(people) >= ISLAND_PEOPLE and len(inside) >= ISLAND_LEAST:
            numbers = {"favours": len(inside), "reached": reached}
            found.append(Finding("island", block.givers, block.receivers, inside, numbers))
    return found


def _pairs(favours: Sequence[Favour], _trusted: Collection[UUID]) -> list[Finding]:
    counts = count(favours)
    income, out = graphs.totals(counts)
    total, seen, found = len(favours), set[frozenset[UUID]](), []
    for (giver, receiver), n in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        expected = out[giver] * income[receiver] / total
        striking = (
            n >= PAIR_LEAST
            and n >= PAIR_GIVEN * out[giver]
            and n >= PAIR_INCOME * income[receiver]
            and at_least(n, expected) < PAIR_CHANCE
        )
        two = frozenset((giver, receiver))
        if not striking or two in seen:
            continue
        seen.add(two)
        inside = _between(favours, two, two)
        numbers = {
            "favours": n,
            "back": counts.get((receiver, giver), 0),
            "given": n / out[giver],
            "income": n / income[receiver],
            "expected": expected,
        }
        found.append(Finding("pair", frozenset((giver,)), frozenset((receiver,)), inside, numbers))  # fmt: skip
    return found


def _bursts(favours: Sequence[Favour], _trusted: Collection[UUID]) -> list[Finding]:
    """λ of a pair and day: half a one, or what the giver's busy day alone explains where many thank the receiver."""
    income, _out = graphs.totals(count(favours))
    days: dict[date, list[Favour]] = defaultdict(list)
    for each in favours:
        days[each.at.date()].append(each)
    found = []
    for day in sorted(days):
        busy = Counter(each.giver for each in days[day])
        for (giver, receiver), n in sorted(count(days[day]).items()):
            usual = max(BURST_USUAL, busy[giver] * (income[receiver] - n) / len(favours))
            chance = at_least(n, usual)
            if n < BURST_LEAST or chance >= BURST_CHANCE:
                continue
            inside = _between(days[day], {giver}, {receiver})
            numbers = {"favours": n, "usual": usual, "chance": chance, "that_day": busy[giver]}  # fmt: skip
            found.append(Finding("burst", frozenset((giver,)), frozenset((receiver,)), inside, numbers))  # fmt: skip
    return found
