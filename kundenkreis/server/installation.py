"""One installation on this machine: its data directory, its database, its secret."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kundenkreis.core.refusal import Refused
from kundenkreis.server import secret
from kundenkreis.server.postgres import Server
from kundenkreis.server.postgres.binaries import OLDEST


def demand_newer(url: str) -> None:
    """A database we can live on.

    :raises Refused: `no_database` when it does not answer, `old_postgres` when it is too old.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.OperationalError as trouble:
        words = str(trouble).strip().splitlines()[-1]
        raise Refused("no_database", f"The database does not answer: {words}") from None
    except psycopg.ProgrammingError:
        raise Refused(
            "no_database",
            "DATABASE_URL is not an address: postgresql://name:password@host/database",
        ) from None
    if version < OLDEST:
        raise Refused(
            "old_postgres",
            f"The database is PostgreSQL {version}; Kundenkreis needs {OLDEST} or newer.",
        )


class Installation:
    """`data`: what this machine keeps. The database is inside it unless DATABASE_URL says where."""

    def __init__(self, data: str | Path) -> None:
        self.data = Path(data).resolve()
        self.own = not os.environ.get("DATABASE_URL")
        self.server = Server(self.data / "postgres", say=print)

    def environment(self) -> dict[str, str]:
        """What every process of this installation must know."""
        self.data.mkdir(parents=True, exist_ok=True)
        found = {
            "DATA": str(self.data),
            "SECRET_KEY": os.environ.get("SECRET_KEY") or secret.kept(self.data),
            "DJANGO_SETTINGS_MODULE": "kundenkreis.settings",
        }
        if self.own:
            found["DATABASE_URL"] = self.server.url("app")
            found["DATABASE_OWNER_URL"] = self.server.url("owner")
        return found

    @contextmanager
    def connected(self) -> Iterator[None]:
        """For one command: the database answers, and the environment says where it is.

        The installation's own database is started for the while if `kundenkreis up` does not run.

        :raises Refused: as `Server.start` and `demand_newer`.
        """
        start = self.own and not self.server.held()
        if start:
            self.server.start()
        try:
            os.environ.update(self.environment())
            demand_newer(os.environ["DATABASE_URL"])
            yield
        finally:
            if start:
                self.server.stop()
