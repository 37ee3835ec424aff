"""What `bench match` is compared with, where it is installed: PostGIS on a PostgreSQL 15 of Debian, and Redis.

Both get the same people and answer the same questions with the same conditions and the same score.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BIN = Path("/usr/lib/postgresql/15/bin")
POSTGIS = Path("/usr/share/postgresql/15/extension/postgis.control")
Ask = Callable[[dict[str, Any]], list[Any]]


class Skipped(Exception):
    """This peer is not here."""


# What both need of a helper's package, one line each.
ROWS = """
SELECT c.package_id, c.helper_id, h.lng, h.lat, c.radius_km, c.quality, coalesce(c.price, 4900), c.languages
  FROM kundenkreis_candidate c JOIN kundenkreis_helper h ON h.id = c.helper_id
"""
# When a visit may begin, as ranges: open hours less visits and the way to them, inside the check, day not full.
FREE = """
SELECT h.id, extract(epoch FROM v.until)::bigint, (SELECT tstzmultirange(tstzrange(NULL, v.until)) * (
         coalesce((SELECT range_agg(open) FROM kundenkreis_availability a WHERE a.helper_id = h.id), '{}')
         - coalesce((SELECT range_agg(tstzrange(lower(during) - h.travel_buffer * interval '1 minute', upper(during))) FROM kundenkreis_slot k WHERE k.helper_id = h.id), '{}')
         - coalesce((SELECT range_agg(tstzrange(day AT TIME ZONE h.timezone, (day + interval '1 day') AT TIME ZONE h.timezone))
                       FROM (SELECT date_trunc('day', lower(visit) AT TIME ZONE h.timezone) AS day FROM kundenkreis_slot k
                              WHERE k.helper_id = h.id GROUP BY 1 HAVING count(*) >= h.capacity) d), '{}'))),
       (SELECT array_agg(coalesce(n, 0) ORDER BY day) FROM generate_series(0, 27) day
          LEFT JOIN (SELECT (lower(visit) AT TIME ZONE 'Europe/Zurich')::date - '{today}'::date AS day, count(*) AS n
                       FROM kundenkreis_slot k WHERE k.helper_id = h.id GROUP BY 1) x USING (day))
  FROM kundenkreis_helper h, LATERAL (SELECT upper(valid) AS until FROM kundenkreis_verification c WHERE c.helper_id = h.id LIMIT 1) v
"""


class PostGIS:
    """The way one would write it with PostGIS: a GiST index over package and place, ranges for time."""

    EXACT = """
    SELECT helper FROM (
      SELECT w.helper, h.free, 0.45 * exp(-ST_Distance(w.place, g.here) / 10000) + 0.30 * w.quality + 0.15 * least(1, 4900.0 / w.price)
             + 0.10 * (1 - least(1, greatest((SELECT sum(v) FROM unnest(h.visits[%(day)s:%(day)s + 6]) v) / 10.0, h.visits[%(day)s] / 4.0))) AS score
        FROM (SELECT ST_SetSRID(ST_MakePoint(%(lng)s, %(lat)s), 4326)::geography AS here) g
        JOIN work w ON w.package = %(package)s AND ST_DWithin(w.place, g.here, 50000) AND ST_Distance(w.place, g.here) <= w.radius
         AND (%(language)s = '' OR %(language)s = ANY(w.languages))
        JOIN helper h ON h.id = w.helper
       WHERE {eager}
       {fence}
    ) x {lazy} ORDER BY score DESC, helper LIMIT 20
    """
    FITS = """EXISTS (SELECT FROM unnest({free} * tstzmultirange(tstzrange(%(start)s, %(end)s + %(d)s))) o,
      generate_series(date_bin('30 minutes', lower(o) + interval '30 minutes' - interval '1 microsecond', '2000-01-01Z'), upper(o) - %(d)s, '30 minutes') s
      WHERE s < %(end)s)"""

    def __init__(self, place: Path, server: Any, at: datetime) -> None:
        self.place, self.at, self.server = place / "postgis", at, server
        if not (BIN / "postgres").exists() or not POSTGIS.exists():
            raise Skipped("install postgresql-15 and postgresql-15-postgis-3")

    def __enter__(self) -> Self:
        import psycopg
        from django.db import connection

        self.place.mkdir(mode=0o755)
        self.as_whom: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self.place, "postgres", "postgres")
            self.as_whom = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
            ]
        data = str(self.place / "data")
        subprocess.run([*self.as_whom, BIN / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"], check=True, capture_output=True)  # fmt: skip
        self.process = subprocess.Popen(
            [*self.as_whom, BIN / "postgres", "-D", data, "-k", str(self.place), "-c", "listen_addresses=", "-c", "fsync=off",
             "-c", "shared_buffers=3GB", "-c", "work_mem=64MB", "-c", "maintenance_work_mem=1GB", "-c", "max_wal_size=8GB", "-c", "jit=off",
             "-c", "max_parallel_workers_per_gather=0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _try in range(100):
            try:
                self.connection = psycopg.connect(f"host={self.place} user=postgres dbname=postgres", autocommit=True)  # fmt: skip
                break
            except psycopg.OperationalError:
                time.sleep(0.1)
        run = self.connection.execute
        run("CREATE EXTENSION postgis")
        run("CREATE EXTENSION btree_gist")
        run("CREATE TABLE work (package bigint, helper uuid, place geography(Point, 4326), radius int, quality float8, price bigint, languages text[])")  # fmt: skip
        run("CREATE TABLE helper (id uuid PRIMARY KEY, until bigint, free tstzmultirange, visits int[])")  # fmt: skip
        run("CREATE TEMP TABLE raw (package bigint, helper uuid, lng float8, lat float8, radius int, quality float8, price bigint, languages text)")  # fmt: skip
        today = self.at.date().isoformat()
        with connection.cursor() as theirs:
            for table, query in (("raw", ROWS), ("helper", FREE.replace("{today}", today))):
                with theirs.copy(f"COPY ({query}) TO STDOUT") as out, self.connection.cursor().copy(f"COPY {table} FROM STDIN") as into:  # fmt: skip
                    for block in out:
                        into.write(block)
        run("INSERT INTO work SELECT package, helper, ST_SetSRID(ST_MakePoint(lng, lat), 4326), radius * 1000, quality, price, string_to_array(languages, ',') FROM raw")  # fmt: skip
        run("CREATE INDEX ON work USING gist (package, place)")
        run("VACUUM ANALYZE")
        cursor = self.connection.execute("SELECT pg_backend_pid()").fetchone()
        self.backend = cursor[0] if cursor else 0
        durations = connection.cursor()
        durations.execute("SELECT id, duration FROM kundenkreis_servicepackage")
        self.durations = dict(durations.fetchall())
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        self.connection.close()
        self.process.terminate()
        self.process.wait(30)

    def pids(self) -> Sequence[int]:
        """Who works for the answers."""
        return [self.backend]

    def ways(self) -> Sequence[tuple[str, Ask]]:
        """Written plainly, and with calendars looked at last."""
        eager = self.EXACT.format(eager=self.FITS.format(free="h.free"), fence="", lazy="")
        lazy = self.EXACT.format(
            eager="true", fence="ORDER BY score DESC OFFSET 0", lazy="WHERE " + self.FITS.format(free="x.free")
        )  # fmt: skip
        return [("PostGIS, exact", self._way(eager)), ("PostGIS, exact, calendars last", self._way(lazy))]  # fmt: skip

    def _way(self, statement: str) -> Ask:
        def ask(question: dict[str, Any]) -> list[Any]:
            day = (question["start"].date() - self.at.date()).days + 1
            values = {**question, "day": day, "d": self.durations[question["package"]]}
            return [row[0] for row in self.connection.execute(statement, values).fetchall()]

        return ask


class Redis:
    """GEOSEARCH per package; conditions and score in the client."""

    def __init__(self, place: Path, server: Any, at: datetime) -> None:
        self.program = shutil.which("redis-server")
        try:
            import redis
        except ModuleNotFoundError:
            raise Skipped(
                "install the Python package redis: pip install .[bench]"
            ) from None
        if not self.program:
            raise Skipped("install redis-server")
        self.redis: Any = redis
        self.place, self.at = place, at

    def __enter__(self) -> Self:
        from django.db import connection

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert self.program
        self.process = subprocess.Popen(
            [self.program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.place)],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        self.client: Any = self.redis.Redis(port=port)
        for _try in range(100):
            try:
                self.client.ping()
                break
            except self.redis.ConnectionError:
                time.sleep(0.1)
        self.facts: dict[bytes, tuple[int, float, float, str]] = {}
        self.free: dict[bytes, Any] = {}
        with connection.cursor() as cursor:
            cursor.execute(ROWS)
            pipe = self.client.pipeline(transaction=False)
            for number, row in enumerate(cursor.fetchall()):
                package, helper, lng, lat, radius, quality, price, languages = row  # fmt: skip
                key = helper.bytes
                pipe.geoadd(f"p{package}", (lng, lat, key))
                self.facts[package.to_bytes(8) + key] = (radius, quality, min(1, 4900 / price), languages)  # fmt: skip
                if number % 5000 == 0:
                    pipe.execute()
            pipe.execute()
            cursor.execute("SELECT f.helper_id, f.block, f.free, f.visits FROM kundenkreis_freetime f")  # fmt: skip
            for helper, block, free, visits in cursor.fetchall():
                days = [int(free[64 * day : 64 * day + 64][::-1], 2) for day in range(28)]
                self.free.setdefault(helper.bytes, {})[block] = (days, visits)
            cursor.execute("SELECT id, duration FROM kundenkreis_servicepackage")
            self.durations = dict(cursor.fetchall())
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        self.client.close()
        self.process.terminate()
        self.process.wait(30)

    def pids(self) -> Sequence[int]:
        """Who works for the answers."""
        return [self.process.pid]

    def ways(self) -> Sequence[tuple[str, Ask]]:
        """Everyone within 50 km, then conditions, score, and calendars last."""
        return [("Redis GEOSEARCH, all within 50 km", self._ask)]

    def _ask(self, question: dict[str, Any]) -> list[Any]:
        from datetime import date
        from math import exp
        from uuid import UUID

        package = question["package"]
        near = self.client.geosearch(
            f"p{package}", longitude=question["lng"], latitude=question["lat"], radius=50, unit="km", withdist=True
        )  # fmt: skip
        first = (question["start"].date() - date(2001, 1, 1)).days
        head, found = package.to_bytes(8), []
        for key, away in near:
            radius, quality, price, languages = self.facts[head + key]
            if away > radius or (question["language"] and question["language"] not in languages):  # fmt: skip
                continue
            week = [self._day(key, first + day)[1] for day in range(7)]
            rest = 1 - min(1, max(sum(week) / 10, week[0] / 4))
            found.append((0.45 * exp(-away / 10) + 0.30 * quality + 0.15 * price + 0.10 * rest, key))  # fmt: skip
        best: list[Any] = []
        for _score, key in sorted(found, reverse=True):
            if self._free(key, question, first):
                best.append(UUID(bytes=key))
                if len(best) == question["limit"]:
                    break
        return best

    def _day(self, key: bytes, day: int) -> tuple[int, int]:
        free, visits = self.free.get(key, {}).get(day // 28, ((0,) * 28, (0,) * 28))
        return free[day % 28], visits[day % 28]

    def _free(self, key: bytes, question: dict[str, Any], first: int) -> bool:
        n = int(self.durations[question["package"]].total_seconds() // 900)
        start, end = question["start"], question["end"]
        for number in range((end.date() - start.date()).days + 1):
            bits, _visits = self._day(key, first + number)
            six = start.replace(hour=6, minute=0, second=0, microsecond=0)
            lo = max(0, -(-int((start - six).total_seconds()) // 900)) if number == 0 else 0
            hi = 65 - n
            if end.date() == start.date() or number == (end.date() - start.date()).days:
                hi = min(hi, -(-int((end - end.replace(hour=6, minute=0)).total_seconds()) // 900))  # fmt: skip
            if hi <= lo:
                continue
            for _quarter in range(1, n):
                bits &= bits >> 1
            if bits & 0x5555555555555555 & ((1 << hi) - (1 << lo)):
                return True
        return False
