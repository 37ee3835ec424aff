"""Who benefits whom as a graph: the densest block, and how far trust reaches. Pure, sparse, the same every time.

FRAUDAR: Hooi and others, KDD 2016 (bhooi.github.io/projects/fraudar). EigenTrust: Kamvar and others, WWW 2003.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log, sqrt
from uuid import UUID

Pair = tuple[UUID, UUID]
# What many thank counts less, so that thanking who everybody thanks hides nothing (camouflage).
C = 5
# Again and again between the same two is the pair rule's matter.
SAME_PAIR = 3
# A block is a case from so many different pairs on, of so many people, with so much of all possible pairs.
LEAST, GIVERS, RECEIVERS, FILLED = 20, 4, 2, 1 / 3
# More than so many, and most of all who give: the community itself, no group in it.
CROWD = 25
# So much of what each receives comes from inside, so much of what each gives stays inside.
INCOME, GIVEN = 1 / 2, 1 / 4
# How often the densest block is looked for.
QUIET_ROUNDS, ROUNDS = 6, 12


@dataclass(frozen=True, slots=True)
class Block:
    """Some who give and some who receive. `density`: weight of what runs between them a head."""

    givers: frozenset[UUID]
    receivers: frozenset[UUID]
    density: float


def densest(counts: Mapping[Pair, int], *, quiet: bool = False) -> Block:
    """The block with the highest Σ 1/log(received + 5) a head, by taking away who adds least, one by one.

    `quiet`: 1/√(received + 5)/√(given + 5) instead, which sees small rings below a loud core.
    """
    pairs = sorted(counts)
    givers = sorted({giver for giver, _receiver in pairs})
    receivers = sorted({receiver for _giver, receiver in pairs})
    ends = _ends(pairs, givers, receivers)
    kept, density = _peel(
        len(givers) + len(receivers), ends, _weights(pairs, counts, quiet=quiet)
    )
    first = len(givers)
    return Block(
        frozenset(givers[node] for node in kept if node < first),
        frozenset(receivers[node - first] for node in kept if node >= first),
        density,
    )


def _ends(
    pairs: Sequence[Pair], givers: Sequence[UUID], receivers: Sequence[UUID]
) -> list[tuple[int, int]]:
    left = {person: number for number, person in enumerate(givers)}
    right = {person: len(givers) + number for number, person in enumerate(receivers)}
    return [(left[giver], right[receiver]) for giver, receiver in pairs]


def _weights(
    pairs: Sequence[Pair], counts: Mapping[Pair, int], *, quiet: bool = False
) -> list[float]:
    capped = [min(counts[pair], SAME_PAIR) for pair in pairs]
    income, out = totals(dict(zip(pairs, capped, strict=True)))
    if quiet:
        return [
            count / sqrt((income[receiver] + C) * (out[giver] + C))
            for (giver, receiver), count in zip(pairs, capped, strict=True)
        ]
    return [
        count / log(income[receiver] + C)
        for (_giver, receiver), count in zip(pairs, capped, strict=True)
    ]


def _peel(
    nodes: int, ends: Sequence[tuple[int, int]], weights: Sequence[float]
) -> tuple[list[int], float]:
    """Nodes of the densest rest, and its density; O(edges · log nodes)."""
    near: list[list[tuple[int, float]]] = [[] for _node in range(nodes)]
    for (one, other), weight in zip(ends, weights, strict=True):
        near[one].append((other, weight))
        near[other].append((one, weight))
    degree = [sum(weight for _node, weight in each) for each in near]
    total, left = sum(weights), nodes
    heap = [(each, node) for node, each in enumerate(degree)]
    heapify(heap)
    gone: list[int] = []
    away = [False] * nodes
    best, when = (total / left if left else 0.0), 0
    while heap:
        each, node = heappop(heap)
        if away[node] or each > degree[node] + 1e-12:
            continue
        away[node] = True
        gone.append(node)
        total, left = total - degree[node], left - 1
        for other, weight in near[node]:
            if not away[other]:
                degree[other] -= weight
                heappush(heap, (degree[other], other))
        if left and total / left > best + 1e-12:
            best, when = total / left, len(gone)
    return gone[when:], best


def blocks(counts: Mapping[Pair, int]) -> list[Block]:
    """Dense blocks whose receivers live mostly on what their givers give: not the many whom everybody thanks.

    Of each densest block what lives from outside is taken away; what is left falls apart into groups that
    have nothing to do with each other. The next round looks at the graph without this block's receivers.
    """
    left, found = dict(counts), list[Block]()
    for turn in range(QUIET_ROUNDS + ROUNDS):
        if turn == QUIET_ROUNDS:
            gone = {each for block in found for each in block.receivers}
            left = {pair: n for pair, n in counts.items() if pair[1] not in gone}
        if sum(left.values()) < LEAST:
            continue
        block = densest(left, quiet=turn < QUIET_ROUNDS)
        inside = _closed(block, counts)
        groups = [each for each in apart(inside) if _is_dense(each, inside)]
        found += [each for each in groups if not _is_everybody(each, counts)]
        left = {pair: n for pair, n in left.items() if pair[1] not in block.receivers}
    return found


def _closed(block: Block, counts: Mapping[Pair, int]) -> dict[Pair, int]:
    """What runs inside, once all are gone who mostly receive from or give to others."""
    income, out = totals(counts)
    inside = {
        pair: n for pair, n in counts.items() if pair[0] in block.givers and pair[1] in block.receivers
    }  # fmt: skip
    while True:
        came, went = totals(inside)
        kept = {
            (giver, receiver): n
            for (giver, receiver), n in inside.items()
            if came[receiver] >= INCOME * income[receiver] and went[giver] >= GIVEN * out[giver]
        }  # fmt: skip
        if len(kept) == len(inside):
            return inside
        inside = kept


def totals(counts: Mapping[Pair, int]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """What each received, and what each gave."""
    income: dict[UUID, int] = {}
    out: dict[UUID, int] = {}
    for (giver, receiver), count in counts.items():
        income[receiver] = income.get(receiver, 0) + count
        out[giver] = out.get(giver, 0) + count
    return income, out


def apart(inside: Mapping[Pair, int]) -> list[Block]:
    """Groups between whom nothing runs, the largest first."""
    head: dict[UUID, UUID] = {}

    def root(person: UUID) -> UUID:
        head.setdefault(person, person)
        while head[person] != person:
            head[person] = person = head[head[person]]
        return person

    for giver, receiver in sorted(inside):
        head[root(giver)] = root(receiver)
    groups: dict[UUID, list[Pair]] = {}
    for pair in sorted(inside):
        groups.setdefault(root(pair[0]), []).append(pair)
    found = [_block(pairs, inside) for pairs in groups.values()]
    return sorted(found, key=lambda each: (-len(each.givers), min(each.givers)))


def _block(pairs: Sequence[Pair], inside: Mapping[Pair, int]) -> Block:
    givers = frozenset(giver for giver, _receiver in pairs)
    receivers = frozenset(receiver for _giver, receiver in pairs)
    weight = sum(_weights(pairs, inside))
    return Block(givers, receivers, weight / (len(givers) + len(receivers)))


def _is_everybody(block: Block, counts: Mapping[Pair, int]) -> bool:
    """In a small community everybody thanks the same few: that is no pattern.

    So it is where the block is most of all who give, or where others thank its receivers a third as often.
    """
    others = {giver for giver, _receiver in counts} - block.givers
    if len(block.givers) > max(CROWD, len(others)):
        return True
    theirs = sum(pair[0] in others and pair[1] in block.receivers for pair in counts)
    inside = sum(pair[0] in block.givers and pair[1] in block.receivers for pair in counts)
    return 3 * theirs * len(block.givers) >= inside * len(others) > 0


def _is_dense(block: Block, inside: Mapping[Pair, int]) -> bool:
    pairs = [pair for pair in inside if pair[0] in block.givers]
    most = len(block.givers) * len(block.receivers) - len(block.givers & block.receivers)
    many = len(block.givers) >= GIVERS and len(block.receivers) >= RECEIVERS
    return many and len(pairs) >= LEAST and len(pairs) >= FILLED * most


def trust(
    counts: Mapping[Pair, int], trusted: Collection[UUID], *, a: float = 0.15
) -> dict[UUID, float]:
    """t = (1 − a)·Cᵀt + a·p: what flows from those the brand trusts; who only thanks each other has 0.

    Sums to 1. Who thanks nobody gives her part back to the trusted.
    """
    out: dict[UUID, int] = {}
    for (giver, _receiver), count in counts.items():
        out[giver] = out.get(giver, 0) + count
    start = {person: 1 / len(trusted) for person in sorted(trusted)}
    flow = dict(start)
    for _round in range(100):
        after = {person: a * share for person, share in start.items()}
        idle = sum(share for person, share in flow.items() if person not in out)
        for person, share in start.items():
            after[person] += (1 - a) * idle * share
        for (giver, receiver), count in counts.items():
            if share := flow.get(giver, 0.0):
                part = (1 - a) * share * count / out[giver]
                after[receiver] = after.get(receiver, 0.0) + part
        moved = sum(abs(after[person] - flow.get(person, 0.0)) for person in after)
        flow = after
        if moved < 1e-9:
            break
    return flow
