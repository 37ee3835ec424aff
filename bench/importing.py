"""How long a file of helpers takes: `kundenkreis bench importing [--helpers 10000]`.

The importer of `kundenkreis import helpers` reads a file as brands send them (several services, skills and
hours a line) into an empty database, and then the same file again, which changes nothing. CPU seconds of
client and server together, because a machine is seldom ours alone; the load is printed.
"""

import argparse
import os
import random
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from bench._place import Clock, backend, brand, place

HEAD = "email,name,phone,postal code,languages,radius km,travel buffer,capacity,packages,skills,hours,professional,about"
HOURS = (
    "Mo–Fr 17–21; Sa 9–17",
    "Mo–Fr 8–12, 13–18",
    "Mo–Fr 18–21; Sa–So 10–18",
    "Mo 8–18; Mi 8–18; Fr 8–18; Sa 9–13",
)


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench importing", description=__doc__)
    parser.add_argument("--helpers", type=int, default=10_000)
    options = parser.parse_args(argv)
    with place():
        _measure(options.helpers)
    return 0


def _measure(count: int) -> None:
    from kundenkreis.brands.models import Skill
    from kundenkreis.core import scope
    from kundenkreis.helpers.imports.taking import take

    at = datetime(2026, 11, 30, 8, tzinfo=ZoneInfo("Europe/Zurich"))
    row, _packages = brand(at, 8)
    with scope.inside(row.pk):
        for number in range(4):
            Skill.objects.create(slug=f"s{number}", words={"en": f"Skill {number}"})
        data, clock = _file(count), Clock([backend()])
        for name in ("new to everyone", "the same again"):
            clock.begin()
            began = time.perf_counter()
            report = take(data, brand=row, by=None, at=at)
            wall, cpu = time.perf_counter() - began, clock.end() / 1000
            print(
                f"{count:,} helpers, {name}: {cpu:.1f} CPU s ({cpu / count * 1000:.2f} ms each), {wall:.0f} s of the clock,"
                f" load {os.getloadavg()[0]:.1f}; {report.new:,} new, {report.changed:,} changed,"
                f" {report.unchanged:,} unchanged, {len(report.troubles)} left out"
            )  # fmt: skip


def _file(count: int) -> bytes:
    from kundenkreis.brands.models import PostalCode

    chance = random.Random(7)
    codes = list(PostalCode.objects.filter(country="CH").values_list("code", flat=True))
    lines = [HEAD]
    for number in range(count):
        packages = " ".join(sorted({f"p{chance.randrange(8)}" for _ in range(3)}))
        skills = " ".join(f"s{skill}:{chance.choice(['basic', 'good', 'expert'])}" for skill in range(chance.randrange(4)))  # fmt: skip
        lines.append(
            f"helper{number}@example.org,Helper {number},+41 79 555 {number // 100:02} {number % 100:02},{chance.choice(codes)},"
            f'de {chance.choice(["", "en", "fr"])},{5 + number % 40},30,{2 + number % 4},{packages},{skills},"{chance.choice(HOURS)}",no,"Ich komme gerne, auch am Abend."'
        )  # fmt: skip
    return "\n".join(lines).encode()


if __name__ == "__main__":
    sys.exit(main())
