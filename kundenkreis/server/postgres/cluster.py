"""The files of one PostgreSQL: data, socket directory, passwords, log; and their making."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from kundenkreis.core.refusal import Refused
from kundenkreis.server.postgres.account import Account
from kundenkreis.server.postgres.bootstrap import DATABASE

SUPERUSER = "postgres"
ROLES = (SUPERUSER, "owner", "app")
# A Unix socket's address holds 107 bytes; PostgreSQL appends `/.s.PGSQL.5432`.
LONGEST_SOCKET_DIRECTORY = 90
# Where the files of a root live whose own directory is closed to the database account.
ELSEWHERE = Path("/var/lib/kundenkreis")


class Cluster:
    """`root/data`, `root/run` (socket), `root/socket` (where it is), `root/passwords.json`."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root).resolve()

    @property
    def data(self) -> Path:
        """The cluster's own files."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.root / "postgres.log"

    @property
    def socket_directory(self) -> Path:
        """Where the server of this cluster listens, as of its last start."""
        return Path((self.root / "socket").read_text().strip())

    @property
    def prepared(self) -> Path:
        """Present once roles, extensions and the database exist."""
        return self.root / "prepared"

    def url(self, role: str = "app", database: str = DATABASE) -> str:
        """The address for `app`, `owner` or `postgres`; any process of ours may ask.

        :raises Refused: `not_started` before the first start.
        """
        try:
            word = self.passwords()[role]
            host = quote(str(self.socket_directory), safe="")
        except FileNotFoundError:
            raise Refused(
                "not_started",
                f"There is no database in {self.root} yet: run `kundenkreis up`.",
            ) from None
        return f"postgresql://{role}:{word}@/{database}?host={host}"

    def passwords(self) -> dict[str, str]:
        """Role → password."""
        kept: dict[str, str] = json.loads((self.root / "passwords.json").read_text())
        return kept

    def settle(self, say: Callable[[str], None]) -> Account:
        """Make the directory where the database account can enter it, and say whose it will be.

        Root's own home is closed to everybody else: then the files live in /var/lib/kundenkreis
        and a link stands here. No permission of a directory above is ever changed.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        account = Account.for_data(self.data)
        if account.may_enter(self.root):
            return account
        elsewhere = ELSEWHERE / str(self.root).strip("/").replace("/", "-")
        if any(self.root.iterdir()):
            raise Refused(
                "not_yours",
                f"The account {account.name} may not enter {self.root}: choose another --data.",
            )
        elsewhere.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.root.rmdir()
        self.root.symlink_to(elsewhere)
        say(f"{self.root} is closed to {account.name}: the database lives in {elsewhere}.")
        self.root = elsewhere
        return Account.for_data(self.data)

    def make(self, account: Account, programs: Path, *, sync: bool) -> None:
        """Passwords and the empty cluster, where they are missing. Half-made ones are made anew."""
        self._make_passwords()
        if self.data.exists():
            return
        half = self.root / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        account.owns(half)
        descriptor, name = tempfile.mkstemp(dir=self._open_directory(account), text=True)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.passwords()[SUPERUSER])
        account.owns(Path(name))
        done = subprocess.run(
            [
                programs / "initdb",
                f"--pgdata={half}",
                f"--username={SUPERUSER}",
                "--auth=scram-sha-256",
                f"--pwfile={name}",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                *([] if sync else ["--no-sync"]),
            ],
            cwd="/",
            check=False,
            capture_output=True,
            text=True,
            **account.identity,
        )
        Path(name).unlink()
        if done.returncode != 0:
            raise Refused(
                "initdb",
                f"PostgreSQL could not make its files: {done.stderr.strip()[-300:]}",
            )
        half.rename(self.data)

    def make_socket_directory(self, account: Account) -> None:
        """A directory only the account may enter; a short one in /tmp where the path is too long."""
        self.forget_socket_directory()
        directory = self.root / "run"
        if len(os.fsencode(directory)) > LONGEST_SOCKET_DIRECTORY:
            directory = Path(tempfile.mkdtemp(prefix="kundenkreis-"))
        directory.mkdir(exist_ok=True, mode=0o700)
        directory.chmod(0o700)
        account.owns(directory)
        half = self.root / "socket.half"
        half.write_text(str(directory))
        half.rename(self.root / "socket")

    def forget_socket_directory(self) -> None:
        """Remove a borrowed directory of an earlier start."""
        if not (self.root / "socket").exists():
            return
        directory = self.socket_directory
        if directory.parent != self.root and directory.name.startswith("kundenkreis-"):
            shutil.rmtree(directory, ignore_errors=True)

    def _open_directory(self, account: Account) -> Path:
        """Where a file for the account's eyes only may lie for a moment."""
        directory = self.root / "run"
        directory.mkdir(exist_ok=True, mode=0o700)
        account.owns(directory)
        return directory

    def _make_passwords(self) -> None:
        kept = self.root / "passwords.json"
        if kept.exists():
            return
        half = kept.with_suffix(".half")
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        half.write_text(json.dumps({role: secrets.token_urlsafe(24) for role in ROLES}))
        half.rename(kept)
