"""Collusion: how often honest crowds open a case, how surely rings are found, and what 100,000 favours cost.

    kundenkreis bench collusion [--seeds 5] [--quick]

Crowds are made by chance (kundenkreis/collusion/tests/crowds.py): a community in which few do much and many a
little, families, and people whom one helpdesk brought together. No database: the rules themselves are measured.
"""

import argparse
import time
from collections import Counter

from kundenkreis.collusion import finding
from kundenkreis.collusion.tests.crowds import Crowd, honest, person, sizes

FAR = 1_000_000
RINGS = ((6, 1.0, 4), (12, 0.8, 10), (50, 0.4, 10), (50, 0.4, 30))


def main() -> None:
    parser = argparse.ArgumentParser(prog="kundenkreis bench collusion")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only the two small crowds")
    options = parser.parse_args()
    chosen = list(sizes())[: 2 if options.quick else None]
    print("Honest crowds: cases in half a year, a brand (mean), and people in them of all.")
    for people, favours in chosen:
        _honest(people, favours, options.seeds)
    print(
        "Rings in the crowd of 1,000 (or the largest of --quick): found, and strangers beside."
    )
    people, favours = chosen[min(2, len(chosen) - 1)]
    for size, each, hide in RINGS:
        _ring(people, favours, size, each, hide, options.seeds)
    if not options.quick:
        _cost(20_000, 100_000)


def _honest(people: int, favours: int, seeds: int) -> None:
    rules: Counter[str] = Counter()
    in_them, every, spent = 0, 0, 0.0
    for seed in range(seeds):
        crowd = honest(people, favours, seed)
        start = time.process_time()
        found = finding.find(crowd.favours, _trusted(people))
        spent += time.process_time() - start
        rules.update(each.rule for each in found)
        in_them += len({one for each in found for one in each.people})
        every += len({one for each in crowd.favours for one in (each.giver, each.receiver)})
    shown = ", ".join(f"{rule} {n / seeds:.1f}" for rule, n in sorted(rules.items()))
    print(
        f"  {people:>6} members, {favours:>7} thanks: {sum(rules.values()) / seeds:.1f} cases ({shown or 'none'}),"
        f" {in_them / every:.2%} of people, {spent / seeds:.2f} s CPU"
    )


def _ring(people: int, favours: int, size: int, each: float, hide: int, seeds: int) -> None:
    whole = strangers = found_in = 0
    for seed in range(seeds):
        crowd = honest(people, favours, seed).ring(FAR, size, each=each, hide=hide)
        ring = {person(FAR + n) for n in range(size)}
        cases = [case for case in finding.find(crowd.favours, _trusted(people)) if len(case.people & ring) > size / 2]  # fmt: skip
        found_in += bool(cases)
        whole += len(set().union(*(case.people for case in cases)) & ring) if cases else 0
        strangers += len(set().union(*(case.people for case in cases)) - ring) if cases else 0  # fmt: skip
    print(
        f"  ring of {size:>2}, {each:.0%} of all pairs, {hide:>2} thanks each for others: found in {found_in} of {seeds},"
        f" {whole / (size * seeds):.0%} of its people, {strangers / seeds:.1f} strangers"
    )


def _cost(people: int, favours: int) -> None:
    crowd = Crowd(1).members(people, favours)
    start, clock = time.process_time(), time.perf_counter()
    finding.find(crowd.favours, _trusted(people))
    print(
        f"Cost of one night over {len(crowd.favours):,} favours of {people:,} members:"
        f" {time.process_time() - start:.1f} s CPU, {time.perf_counter() - clock:.1f} s"
    )


def _trusted(people: int) -> list[object]:
    return [person(n) for n in range(people // 20)]


if __name__ == "__main__":
    main()
