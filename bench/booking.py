"""How fast visits are booked: `kundenkreis bench booking [--clients 8 32] [--seconds 8]`.

The product's own action (`marketplace.book`: the wish, the matcher, the helper's calendar, the money, the explanation
of the ranking) from many processes at once, each with cases of its own. Beside it, in the same run: pgbench sending the
very statements, recorded, that the action sends, as many clients at once; each in a copy of the database of its own,
because what was recorded names its rows. CPU is counted of clients and backends; the load is printed.
"""

import argparse
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench._place import Clock, backend, brand, cpu_of, place

HELPERS = 60
RECORDED = 20
# Before its clock runs, each client books so often: a web process lives for days, and pgbench sends all it has.
WARM = 6
AT = datetime(2026, 11, 30, 8, tzinfo=ZoneInfo("Europe/Zurich"))
ADDRESS = {"street": "Kanarienweg 77", "name": "Vreni Muster", "phone": "079 111 22 33"}


def main(argv: list[str] | None = None) -> int:
    """Run it; exit code."""
    parser = argparse.ArgumentParser(prog="bench booking", description=__doc__)
    parser.add_argument("--clients", type=int, nargs="+", default=[8, 32])
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args(argv)
    with place({"max_connections": "150", "shared_buffers": "512MB"}, sync=True) as server:
        _measure(server, options)
    return 0


def _measure(server: Any, options: argparse.Namespace) -> None:
    from django.db import connection

    from kundenkreis.core import scope

    row, [package] = brand(AT, 1)
    # As a request is: it has read its brand.
    with scope.inside(row.pk, row):
        helpers = neighbours(row, package, HELPERS, AT)
        most = max(options.clients)
        each = max(2 * WARM, int(options.seconds * 60 / most))
        opened = cases(RECORDED + len(options.clients) * most * each, AT)
        orders = [
            (case, package, helpers[number % HELPERS], AT + timedelta(days=1 + number // HELPERS // 6, hours=2 * (number // HELPERS % 6)))
            for number, case in enumerate(opened)
        ]  # fmt: skip
        name = connection.settings_dict["NAME"]
        connection.close()
        _admin(server, f"CREATE DATABASE bench_empty TEMPLATE {name}")
        script = _record(orders[:RECORDED])
        connection.close()
        print(f"{RECORDED} bookings recorded: {len(script) / RECORDED:.0f} statements each, savepoints among them; load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
        rest = orders[RECORDED:]
        for clients in options.clients:
            parts = [rest[number * each : (number + 1) * each] for number in range(clients)]
            rest = rest[clients * each :]
            ours, cpu = _ours(parts, options.seconds)
            theirs, their_cpu = _pgbench(server, script, clients)
            print(f"  ours reaches {ours / theirs * 100:.0f} % of pgbench by the clock, {their_cpu / cpu * 100:.0f} % by CPU", flush=True)  # fmt: skip


def _admin(server: Any, statement: str) -> None:
    import psycopg

    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
        superuser.execute(statement)


def book(order: Sequence[Any]) -> None:
    """One visit, the usual way."""
    from kundenkreis.stages.marketplace import actions

    case, package, helper, starts_at = order
    actions.book(
        case, package=package, helper=helper, starts_at=starts_at, postal_code="8004", address=ADDRESS,
        by=case.customer, at=AT,
    )  # fmt: skip


def _record(orders: Sequence[Any]) -> list[str]:
    """What is sent to the database, with its values."""
    from unittest.mock import patch

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from kundenkreis.helpers import matching

    def written(values: Mapping[str, Any]) -> list[matching.Fit]:
        with connection.cursor() as cursor:
            cursor.execute(re.sub(r"\$\d+", "%s", matching.STATEMENT), [values[name] for name in matching.NAMES])  # fmt: skip
            fits = [matching.Fit._make(row) for row in cursor.fetchall()]
        # Bits come as text here, and are read as PostgreSQL sends them otherwise.
        return [fit._replace(free=bytes(4) + int(fit.free, 2).to_bytes(len(fit.free) // 8)) for fit in fits]  # fmt: skip

    with (
        patch.object(matching, "_ask", written),
        CaptureQueriesContext(connection) as captured,
    ):
        for order in orders:
            book(order)
    return [query["sql"] for query in captured.captured_queries]


def _ours(parts: Sequence[Sequence[Any]], seconds: float) -> tuple[float, float]:
    """Bookings a second of as many processes as parts, and CPU milliseconds each."""
    from django.db import connection

    connection.close()
    fork = multiprocessing.get_context("fork")
    barrier, pipes, children = fork.Barrier(len(parts)), [], []
    for part in parts:
        here, there = fork.Pipe()
        child = fork.Process(target=_client, args=(part, barrier, seconds, there))
        child.start()
        pipes.append(here)
        children.append(child)
    answers = [pipe.recv() for pipe in pipes]
    for child in children:
        child.join()
    times = sorted(one for answer in answers for one in answer[0])
    span = max(answer[2] for answer in answers) - min(answer[1] for answer in answers)
    cpu = sum(answer[3] for answer in answers) / len(times)
    server = sum(answer[4] for answer in answers) / len(times)
    print(
        f"  marketplace.book, {len(parts)} clients: {len(times) / span:.1f} a second, p50 {times[len(times) // 2] * 1000:.0f} ms,"
        f" p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms; CPU ms each: {cpu:.0f} Python + {server:.0f} PostgreSQL"
        f" ({len(times)} bookings, load {os.getloadavg()[0]:.1f})"
    )  # fmt: skip
    return len(times) / span, cpu + server


def _client(part: Sequence[Any], barrier: Any, seconds: float, answer: Connection) -> None:
    clock, times = Clock([backend()]), list[float]()
    for order in part[:WARM]:
        book(order)
    barrier.wait()
    clock.begin()
    ours, began = time.process_time(), time.monotonic()
    for order in part[WARM:]:
        if time.monotonic() - began > seconds:
            break
        start = time.monotonic()
        book(order)
        times.append(time.monotonic() - start)
    ended, cpu = time.monotonic(), (time.process_time() - ours) * 1000
    answer.send((times, began, ended, cpu, clock.end() - cpu))


def _pgbench(server: Any, script: Sequence[str], clients: int) -> tuple[float, float]:
    """The recorded statements, by as many clients, each in its own copy: the same two numbers."""
    file = Path(tempfile.gettempdir()) / f"bench-booking-{os.getpid()}.sql"
    file.write_text(
        ";\n".join(re.sub(r"\s+", " ", statement) for statement in script) + ";\n"
    )
    for number in range(clients):
        _admin(server, f"DROP DATABASE IF EXISTS bench_{number}")
        _admin(
            server, f"CREATE DATABASE bench_{number} TEMPLATE bench_empty STRATEGY wal_log"
        )
    began, before = time.monotonic(), _cpu(server)
    running = [
        subprocess.Popen(
            [server.bin / "pgbench", "-n", "-c", "1", "-t", "1", "-f", file, server.url("postgres", f"bench_{number}")],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for number in range(clients)
    ]  # fmt: skip
    trouble = [process.communicate()[1] for process in running]
    span, cpu = time.monotonic() - began, _cpu(server) - before
    if any("abort" in words or "ERROR" in words for words in trouble):
        raise SystemExit(f"pgbench: {next(words for words in trouble if words)[:600]}")
    file.unlink()
    done = clients * RECORDED
    print(f"  pgbench, {clients} clients: {done / span:.1f} a second; CPU ms each: {cpu / done:.0f} ({done} bookings, load {os.getloadavg()[0]:.1f})")  # fmt: skip
    return done / span, cpu / done


def _cpu(server: Any) -> float:
    """CPU milliseconds of PostgreSQL and of our own children that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return cpu_of(server.process.pid) + (ended.ru_utime + ended.ru_stime) * 1000


def neighbours(row: Any, package: Any, count: int, at: datetime) -> list[Any]:
    """Helpers of one town, checked, open from 6 to 22 every day."""
    from kundenkreis.helpers import actions
    from kundenkreis.helpers.imports.taking import take
    from kundenkreis.helpers.models import Helper

    lines = ["email,name,postal code,radius km,capacity,packages,hours"]
    lines += [
        f'h{number}@example.org,Helper {number},8004,20,12,{package.slug},"Mo–So 6–22"'
        for number in range(count)
    ]  # fmt: skip
    report = take("\n".join(lines).encode(), brand=row, by=None, at=at)
    assert report.new == count, report
    helpers = list(Helper.objects.select_related("person"))
    for helper in helpers:
        actions.verify(
            helper, "identity", since=at - timedelta(days=1), until=None, by=None, at=at
        )
        actions.materialise(helper, by=None, at=at)
    return helpers


def cases(count: int, at: datetime) -> list[Any]:
    """Problems of as many customers."""
    from kundenkreis.cases.actions import open_case
    from kundenkreis.people import actions as people

    newcomers = [
        people.Newcomer(
            email=f"c{number}@example.org",
            name=f"Customer {number}",
            phone="",
            language="de",
        )
        for number in range(count)
    ]
    persons = people.join_all(newcomers, by=None, at=at)
    return [
        open_case(
            customer=person, text="Internet geht nicht, Lämpchen rot.", by=person, at=at
        )
        for person in persons.values()
    ]


if __name__ == "__main__":
    sys.exit(main())
