"""One PostgreSQL server: started, watched and stopped by the process that owns its files."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from kundenkreis.core.refusal import Refused
from kundenkreis.server import tied
from kundenkreis.server.postgres import binaries, bootstrap
from kundenkreis.server.postgres.account import Account
from kundenkreis.server.postgres.claim import Claim
from kundenkreis.server.postgres.cluster import SUPERUSER, Cluster

PATIENCE = 5.0  # seconds until the children of a killed postmaster are gone
LONGEST_LOG = 10_000_000  # bytes
# What a server says that finds its predecessor's children still dying.
STILL_DYING = ("postmaster.pid", "shared memory block", "lock file")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # Neither statements nor rows of people belong in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Server(Cluster):
    """PostgreSQL in the directory `root`, for as long as this process wants it."""

    def __init__(
        self,
        root: str | Path,
        *,
        bin_directory: str | Path | None = None,
        settings: Mapping[str, str] | None = None,
        sync: bool = True,
        say: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        super().__init__(root)
        self.process: subprocess.Popen[bytes] | None = None
        self._settings = {
            **SETTINGS,
            **(settings or {}),
            **({} if sync else {"fsync": "off"}),
        }
        self._sync = sync
        self._say = say
        self._asked_for = bin_directory
        self._bin: Path | None = None
        self._account = Account()
        self._claim: Claim | None = None

    @property
    def bin(self) -> Path:
        """The programs in use (`pg_dump` and its family too)."""
        return self._bin or binaries.find(self._asked_for)

    def held(self) -> bool:
        """Whether some process owns the directory now."""
        return self._claim is not None or Claim(self.root).taken()

    def start(self, *, at: datetime | None = None) -> None:
        """Take the directory, make what is missing, start, and return when it answers.

        Call from the main thread: the server is told to stop when the thread that started it ends.

        :raises Refused: `data_in_use`, `no_binaries`, `no_account`, `not_yours`, `postgres_ended`.
        """
        found = binaries.find(self._asked_for)
        self._account = self.settle(self._say)
        claim = Claim(self.root)
        claim.take(at=at or datetime.now(UTC))
        self._claim = claim
        try:
            self._bin = binaries.for_account(found, self._account, self.root)
            self.make(self._account, self._bin, sync=self._sync)
            self.make_socket_directory(self._account)
            self.revive()
            self._prepare()
        except BaseException:
            self.stop()
            raise

    def alive(self) -> bool:
        """Whether the server's process runs."""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start the server in the directory that is ours; wait as long as it recovers.

        :raises Refused: `postgres_ended` when it does not come up, with its last words.
        """
        limit = time.monotonic() + PATIENCE
        while not self._try():
            if not self._predecessor_is_dying(limit):
                raise Refused(
                    "postgres_ended", f"PostgreSQL did not start: {self._last_words()}"
                )
            time.sleep(0.1)

    def stop(self, *, patience: float = 60.0) -> None:
        """Cleanly: open sessions are ended, everything is written. Lets go of the directory."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        self.process = None
        if self._claim:
            self.forget_socket_directory()
            self._claim.release()
            self._claim = None

    def _try(self) -> bool:
        """One attempt; whether the server answers now."""
        self._remove_foreign_pid()
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        self._log_starts_at = self.log.stat().st_size if self.log.exists() else 0
        options = [
            word for pair in self._settings.items() for word in ("-c", "=".join(pair))
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.bin / "postgres",
                    "-D",
                    self.data,
                    "-k",
                    self.socket_directory,
                    *options,
                ],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=tied.to_parent(signal.SIGINT),  # noqa: PLW1509 - no threads yet, no locks taken
                **self._account.identity,
            )
        return self._wait()

    def _wait(self) -> bool:
        """Until it answers, however long it recovers, or ends."""
        asking: list[str | Path] = [
            self.bin / "pg_isready",
            "-q",
            "-h",
            self.socket_directory,
        ]
        begun, told = time.monotonic(), False
        while self.alive():
            answer = subprocess.run(asking, cwd="/", check=False).returncode
            if answer not in (0, 1, 2):  # answers, not yet, no answer
                raise Refused("no_binaries", f"{self.bin}/pg_isready does not run here.")
            if answer == 0:
                return True
            if not told and time.monotonic() - begun > PATIENCE:
                self._say("PostgreSQL is recovering what an earlier end left unfinished …")
                told = True
            time.sleep(0.02)
        return False

    def _predecessor(self) -> int:
        """The process named in postmaster.pid, if it lives and serves these very files; else 0."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            serves = Path(f"/proc/{pid}/cwd").samefile(self.data)
        except (OSError, ValueError):
            return 0
        return pid if serves else 0

    def _remove_foreign_pid(self) -> None:
        """After a restart of the machine the number may belong to anybody: PostgreSQL would refuse."""
        if not self._predecessor():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _predecessor_is_dying(self, limit: float) -> bool:
        words = self._last_words()
        if not any(sign in words for sign in STILL_DYING):
            return False
        return time.monotonic() < limit or self._predecessor() != 0

    def _last_words(self) -> str:
        with self.log.open("rb") as log:
            log.seek(self._log_starts_at)
            return log.read()[-600:].decode(errors="replace").strip()

    def _prepare(self) -> None:
        """Roles, extensions, database: once."""
        if self.prepared.exists():
            return
        words = self.passwords()

        def connect(name: str) -> psycopg.Connection:
            return psycopg.connect(self.url(SUPERUSER, name), autocommit=True)

        with connect("template1") as connection:
            bootstrap.extensions(connection)
        with connect("postgres") as connection:
            bootstrap.roles(connection, words)
            bootstrap.database(connection)
        with connect(bootstrap.DATABASE) as connection:
            bootstrap.rights(connection)
        self.prepared.touch()
