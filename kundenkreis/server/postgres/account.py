"""The system account PostgreSQL runs as: never root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kundenkreis.core.refusal import Refused

CANDIDATES = ("kundenkreis", "postgres", "nobody")


class Identity(TypedDict, total=False):
    """What `subprocess` needs to become somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """Another account to become (as root), or ourselves (`uid` None)."""

    uid: int | None = None
    gid: int | None = None
    name: str = ""

    @classmethod
    def for_data(cls, data: Path) -> "Account":
        """Ourselves, unless we are root: then who owns the data, else the first candidate there is.

        :raises Refused: `no_account` where a root has nobody to become.
        """
        if os.geteuid() != 0:
            return cls()
        if data.exists() and (owner := data.stat()).st_uid != 0:
            return cls(owner.st_uid, owner.st_gid, f"uid {owner.st_uid}")
        for name in CANDIDATES:
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid, name)
        raise Refused(
            "no_account",
            "PostgreSQL must not run as root: create an account `kundenkreis`.",
        )

    @property
    def identity(self) -> Identity:
        """Keyword arguments for `subprocess`."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Give the path to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def may_enter(self, directory: Path) -> bool:
        """Whether this account can reach what lies in the directory."""
        return self._runs(["test", "-x", f"{directory}/."])

    def may_run(self, program: Path) -> bool:
        """Whether this account can start the program (and read its libraries)."""
        return self._runs([str(program), "--version"])

    def _runs(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(
                command, cwd="/", check=False, capture_output=True, **self.identity
            )
        except PermissionError:
            return False
        return done.returncode == 0
