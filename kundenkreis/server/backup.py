"""All of the database in one file, and back. The file is `pg_dump`'s own custom format."""

import os
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from kundenkreis.core.refusal import Refused
from kundenkreis.server.postgres import bootstrap

# A journal takes entries only in the transaction that wrote it, known by its number. Another cluster counts
# its transactions anew and would come by those numbers once more: no transaction is number 0.
CLOSE_JOURNALS = (
    "alter table kundenkreis_journal disable trigger user;"
    "update kundenkreis_journal set tx = '0'; set constraints all immediate;"
    "alter table kundenkreis_journal enable trigger user"
)


def _owner() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def backup(file: Path, programs: Path) -> int:
    """Write the file (0600, complete or not at all); its size in bytes.

    :raises Refused: `no_backup` with the words of pg_dump.
    """
    handle, half = tempfile.mkstemp(dir=file.resolve().parent, prefix=f".{file.name}.")
    os.close(handle)
    try:
        _run(
            [programs / "pg_dump", "--format=custom", "--no-owner", "--no-acl",
             "--no-comments", f"--file={half}"],
            "no_backup",
        )  # fmt: skip
        os.replace(half, file)  # noqa: PTH105 - across no file system
    finally:
        Path(half).unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path, programs: Path, *, overwrite: bool) -> None:
    """Fill an empty database from the file, in one transaction: everything or nothing.

    :raises Refused: `not_empty`, `no_file`, `no_restore`.
    """
    file = file.resolve()
    if not file.is_file():
        raise Refused("no_file", f"There is no file {file}.")
    _run([programs / "pg_restore", "--list", file], "no_restore")
    if not overwrite and _tables():
        raise Refused(
            "not_empty",
            "There is something in this database already. --overwrite replaces all of it.",
        )
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "all.sql"
        _run(
            [programs / "pg_restore", "--no-owner", "--no-acl", "--no-comments",
             f"--file={script}", file],
            "no_restore",
        )  # fmt: skip
        _with_our_names(script)
        _run(
            [programs / "psql", "--no-psqlrc", "--quiet", "--single-transaction",
             "--set=ON_ERROR_STOP=1", "--output=/dev/null",
             # A function that sets pg_trgm's threshold can only be made once its library is loaded.
             "--command=select similarity('', '')",
             "--command=drop owned by current_user cascade", f"--file={script}", f"--command={CLOSE_JOURNALS}"],
            "no_restore",
        )  # fmt: skip
    with psycopg.connect(_owner(), autocommit=True) as connection:
        app = conninfo_to_dict(os.environ["DATABASE_URL"]).get("user")
        owner = connection.info.user
        if app and app != owner:
            bootstrap.rights(connection, owner=owner, app=str(app))
        connection.execute("analyze")


def _with_our_names(script: Path) -> None:
    """pg_dump empties the search path; our functions find one another by it, as they always do."""
    emptied = "SELECT pg_catalog.set_config('search_path', '', false);"
    half = script.with_suffix(".half")
    with (
        script.open(errors="surrogateescape") as old,
        half.open("w", errors="surrogateescape") as new,
    ):
        for number, line in enumerate(old):
            if number < 40 and line.startswith(emptied):
                new.write(emptied.replace("''", "'public'") + "\n")
            else:
                new.write(line)
    half.replace(script)


def _tables() -> int:
    with psycopg.connect(_owner()) as connection:
        row = connection.execute(
            "select count(*) from pg_tables where schemaname = 'public'"
        ).fetchone()
    return int(row[0]) if row else 0


def _run(command: list[str | Path], reason: str) -> None:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd="/", env=_address()
    )
    if done.returncode != 0:
        words = (done.stderr.strip().splitlines() or ["no words"])[0]
        raise Refused(reason, f"{Path(command[0]).name} could not do it: {words}")


def _address() -> dict[str, str]:
    """The database in the environment: a command line with its password could be read by all."""
    known = conninfo_to_dict(_owner())
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE"}
    return {**os.environ, **{names[k]: str(v) for k, v in known.items() if k in names}}
