"""What every benchmark begins with: an empty database of its own, a brand, and a clock of CPU time."""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

CREDITOR = {
    "name": "Bench AG", "street": "Kanarienweg", "house_number": "1", "postal_code": "8004", "city": "Zürich",
    "country": "CH", "iban": "CH9300762011623852957",
}  # fmt: skip
CODES = "from kundenkreis.brands import postal_codes, geonames; postal_codes.take([geonames.COMPACT])"


@contextmanager
def place(settings: dict[str, str] | None = None, *, sync: bool = False) -> Iterator[Any]:
    """A server in a temporary directory, its tables made, Django connected, postal codes there: the server.

    :raises SystemExit: DATABASE_URL is set; nobody's data are touched.
    """
    if os.environ.get("DATABASE_URL"):
        raise SystemExit("A benchmark starts a database of its own: unset DATABASE_URL.")
    from kundenkreis.server.postgres import Server
    from kundenkreis.settings import database

    with tempfile.TemporaryDirectory(prefix="kundenkreis-bench-") as root:
        Path(root).chmod(0o755)
        server = Server(Path(root) / "postgres", sync=sync, settings=settings)
        server.start()
        try:
            os.environ["DATABASE_URL"] = server.url("owner")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kundenkreis.settings")
            import django
            from django.conf import settings as django_settings
            from django.core.management import call_command
            from django.db import connection

            django.setup()
            connection.close()
            django_settings.DATABASES["default"].update(database(server.url("owner")))
            connection.settings_dict.update(django_settings.DATABASES["default"])
            call_command("migrate", verbosity=0)
            call_command("shell", command=CODES, verbosity=0)
            connection.cursor().execute("ANALYZE")
            yield server
            connection.close()
        finally:
            os.environ.pop("DATABASE_URL", None)
            server.stop()


def brand(at: datetime, packages: int, **more: Any) -> tuple[Any, list[Any]]:
    """A brand named Bench and its services `p0`, `p1` … of 60 to 120 minutes."""
    from kundenkreis.brands.models import STAGES, Brand, LadderStep, ServicePackage
    from kundenkreis.core import scope

    row = Brand.objects.create(
        slug="bench",
        name="Bench",
        phone="",
        mail="bench@example.org",
        created_at=at,
        creditor=CREDITOR,
        languages=["de", "en"],
        **more,
    )
    with scope.inside(row.pk):
        for position, stage in enumerate(STAGES):
            LadderStep.objects.create(stage=stage, position=position)
        return row, [
            ServicePackage.objects.create(slug=f"p{number}", words={"en": f"Service {number}"}, price=4900, position=number,
                duration=timedelta(minutes=(60, 60, 90, 120)[number % 4]), requires=["identity"])
            for number in range(packages)
        ]  # fmt: skip


class Clock:
    """CPU milliseconds of this process and others between two looks, without those of looking."""

    def __init__(self, pids: Sequence[int]) -> None:
        # Of the last look, this process alone.
        self.ours = 0.0
        self._others = [os.open(f"/proc/{pid}/schedstat", os.O_RDONLY) for pid in pids]

    def begin(self) -> None:
        """From now on."""
        self._theirs = self._read()
        self._ours = time.process_time()

    def end(self) -> float:
        """Until now."""
        self.ours = (time.process_time() - self._ours) * 1e3
        return self.ours + (self._read() - self._theirs) / 1e6

    def _read(self) -> int:
        return sum(int(os.pread(file, 64, 0).split()[0]) for file in self._others)


def backend() -> int:
    """The process of PostgreSQL that answers us."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_of(root: int) -> float:
    """CPU milliseconds of a process, its threads and its children until now."""
    return sum(_own(pid) for pid in _tree(root))


def _tree(root: int) -> Sequence[int]:
    try:
        children = [
            int(pid)
            for tasks in Path(f"/proc/{root}/task").glob("*/children")
            for pid in tasks.read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [root, *(pid for child in children for pid in _tree(child))]


def _own(pid: int) -> float:
    """Its own and that of its children that have ended; nothing once it has ended itself."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ended = (int(stat[13]) + int(stat[14])) / os.sysconf("SC_CLK_TCK") * 1000
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6 + ended
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
