"""How fast and how right the matcher is: `kundenkreis bench match [--helpers 10000 100000 1000000]`.

Synthetic helpers at real postal codes stand in the real tables; the product's own query is asked.
In the same run, on the same people and questions: the plain matcher that looks at everyone (recall),
PostGIS and Redis where they are installed. Times are CPU of client and server together, because a
machine is seldom ours alone; and of several times a question is asked, the least counts, for everyone alike.
The load is printed.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench._match_data import load
from bench._match_peers import PostGIS, Redis, Skipped
from bench._place import Clock, backend, place

SETTINGS = {
    "shared_buffers": "3GB", "max_wal_size": "8GB", "maintenance_work_mem": "1GB", "work_mem": "64MB",
    "synchronous_commit": "off", "autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0",
}  # fmt: skip
PLACES = 20
Ask = Callable[[dict[str, Any]], list[Any]]


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench match", description=__doc__)
    parser.add_argument("--helpers", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument(
        "--checked", type=int, default=20, help="compared with the plain one"
    )
    parser.add_argument(
        "--times",
        type=int,
        default=3,
        help="each question is asked so often, the least counts",
    )
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args(argv)
    for count in options.helpers:
        _one(count, options)
    return 0


def _one(count: int, options: argparse.Namespace) -> None:
    with place(SETTINGS) as server:
        started = time.perf_counter()
        brand, at = load(server, count)
        print(f"\n{count:,} helpers, loaded in {time.perf_counter() - started:.0f} s; load of the machine {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
        _sizes()
        with tempfile.TemporaryDirectory(prefix="kundenkreis-bench-") as root:
            Path(root).chmod(0o755)
            _measure(brand, at, Path(root), server, options)


def _sizes() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT c, n, pg_size_pretty(pg_table_size(c)), pg_size_pretty(pg_indexes_size(c))
              FROM unnest(ARRAY['kundenkreis_candidate', 'kundenkreis_freetime']) c,
                   LATERAL (SELECT reltuples::bigint FROM pg_class WHERE relname = c) r(n)""")
        for name, rows, table, index in cursor.fetchall():
            print(f"  {name}: {rows:,} rows, {table} and {index} of indexes")


def questions(brand: Any, at: Any, count: int) -> list[dict[str, Any]]:
    """Where people live, what they want most; half ask for two weeks, half for an afternoon."""
    from django.db import connection

    from kundenkreis.brands.models import ServicePackage
    from kundenkreis.core import scope
    from kundenkreis.helpers import matching

    chance = random.Random(7)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.7)")
        cursor.execute("SELECT lat, lng FROM kundenkreis_helper TABLESAMPLE BERNOULLI (%s) REPEATABLE (7) LIMIT %s", [100, 200_000])  # fmt: skip
        places = cursor.fetchall()
    with scope.inside(brand.pk):
        packages = list(ServicePackage.objects.order_by("position"))
    found = []
    for number in range(count):
        lat, lng = chance.choice(places)
        start = at + timedelta(hours=1)
        end = start + timedelta(days=14)
        if number % 2:
            start = (at + timedelta(days=chance.randint(1, 12))).replace(hour=chance.choice([9, 13, 17]))  # fmt: skip
            end = start + timedelta(hours=4)
        found.append({
            "package": (package := chance.choice(packages)).pk, "usual": package.price, "duration": package.duration, "zone": brand.zone,
            "lat": lat, "lng": lng, "start": start, "end": end, "at": at, "limit": PLACES,
            "language": chance.choice(["", "", "de", "de", "fr", "it"]), "seed": chance.getrandbits(62),
            "fade": matching.FADE_M, "only": None, "but_not": None, "newcomers": False,
            **{name: weight / 100 for name, weight in matching.WEIGHTS.items()},
        })  # fmt: skip
    return found


def _measure(
    brand: Any, at: Any, root: Path, server: Any, options: argparse.Namespace
) -> None:

    from kundenkreis.brands.models import ServicePackage
    from kundenkreis.core import scope
    from kundenkreis.core.geo import Point
    from kundenkreis.helpers import matching, queries
    from kundenkreis.helpers.tests import exact

    asked = questions(brand, at, options.questions)
    ours_pid = backend()
    with scope.inside(brand.pk):
        packages = {row.pk: row for row in ServicePackage.objects.select_related("brand")}

        def best(question: dict[str, Any]) -> list[Any]:
            return queries.best_slots(
                package=packages[question["package"]], point=Point(question["lat"], question["lng"]), brand=brand,
                from_=question["start"], until=question["end"], language=question["language"], limit=PLACES, at=at,
            )  # fmt: skip

        # What the cheapest question costs here and now: 0.12 to 0.18 ms on a quiet machine.
        yardstick = _line(
            "SELECT 1, the same way", _nothing, asked, [ours_pid], options.times
        )
        ours = _line(
            "the matcher's statement", matching.rows, asked, [ours_pid], options.times
        )
        print(f"      that is {ours.p50 / yardstick.p50:.1f} × SELECT 1 at p50, {ours.p95 / yardstick.p50:.1f} × at p95")  # fmt: skip
        _line(
            "best_slots, with names, checks and words",
            best,
            asked,
            [ours_pid],
            options.times,
        )
        pools = sorted(len(matching.rows({**question, "limit": 100_000})) for question in asked[:60])  # fmt: skip
        print(
            f"  helpers who fit: median {pools[30]:,}, most {pools[-1]:,} (of 60 questions)"
        )
        _recall(matching.rows, exact.rows, asked[: options.checked])
    if options.without_peers:
        return
    for peer in (PostGIS, Redis):
        try:
            with peer(root, server, at) as other:
                for name, ask in other.ways():
                    theirs = _line(name, ask, asked[:120], other.pids(), options.times)
                    print(f"      ours is {theirs.mean / ours.mean:.1f} × the throughput, {theirs.p50 / ours.p50:.1f} × at p50, {theirs.p95 / ours.p95:.1f} × at p95")  # fmt: skip
                    _same(matching.rows, ask, asked[:120])
        except Skipped as trouble:
            print(f"  SKIPPED {peer.__name__}: {trouble}")


def _nothing(_question: dict[str, Any]) -> list[Any]:
    from kundenkreis.core import sending

    return sending.binary("SELECT 1", [])


class Times:
    """CPU milliseconds of one way to ask."""

    def __init__(self, values: Sequence[float]) -> None:
        ordered = sorted(values)
        self.mean = sum(ordered) / len(ordered)
        self.p50, self.p95, self.p99 = (ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99))  # fmt: skip


def _line(
    name: str, ask: Ask, asked: Sequence[dict[str, Any]], pids: Sequence[int], often: int
) -> Times:
    for question in asked[:30]:
        ask(question)
    values, clock, began = [float("inf")] * len(asked), Clock(pids), time.perf_counter()
    for _time in range(often):
        for number, question in enumerate(asked):
            clock.begin()
            ask(question)
            values[number] = min(values[number], clock.end())
    wall = time.perf_counter() - began
    times = Times(values)
    print(
        f"  {name:<42} CPU ms p50 {times.p50:7.2f}  p95 {times.p95:7.2f}  p99 {times.p99:7.2f}"
        f"   {1000 / times.mean:7.0f} questions a CPU second, {often * len(asked) / wall:.0f} a second of the clock",
        flush=True,
    )
    return times


def _recall(ask: Ask, truth: Ask, asked: Sequence[dict[str, Any]]) -> None:
    there, among, same = 0, 0, 0
    for question in asked:
        found, right = ask(question), truth(question)
        there += len({row["helper"] for row in found} & {row["helper"] for row in right})
        among += len(right)
        same += [(row["helper"], row["starts"]) for row in found] == [(row["helper"], row["starts"]) for row in right]  # fmt: skip
    print(f"  recall {there / max(1, among):.4f} ({there} of {among}); order and times the same in {same} of {len(asked)}")  # fmt: skip


def _same(ask: Ask, theirs: Ask, asked: Sequence[dict[str, Any]]) -> None:
    there = among = 0
    for question in asked:
        right = {str(row["helper"]) for row in ask(question)}
        there += len(right & {str(key) for key in theirs(question)})
        among += len(right)
    print(f"      finds {there / max(1, among):.4f} of the same helpers")


if __name__ == "__main__":
    sys.exit(main())
