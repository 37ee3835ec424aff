"""One process owns a data directory; a second one learns who it is."""

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path
from typing import IO

from kundenkreis.core.refusal import Refused


class Claim:
    """A lock on a directory that ends with the process that took it, however it ends."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / "claim"
        self._file: IO[str] | None = None

    def take(self, *, at: datetime) -> None:
        """Hold the directory from now on.

        :raises Refused: `data_in_use`, naming process and start; `not_yours` for another account's.
        """
        try:
            self._file = self.path.open("a+")
        except PermissionError:
            raise Refused(
                "not_yours",
                f"{self.path.parent} belongs to another account of this machine.",
            ) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = self.holder()
            self.release()
            raise Refused("data_in_use", self._sentence(holder)) from None
        self._file.seek(0)
        self._file.truncate()
        json.dump(
            {"pid": os.getpid(), "since": at.isoformat(timespec="seconds")}, self._file
        )
        self._file.flush()

    def taken(self) -> bool:
        """Whether some process (this one too) holds the directory now."""
        if self._file:
            return True
        try:
            with self.path.open("a+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def holder(self) -> dict[str, object]:
        """`pid` and `since` of who wrote itself in last."""
        try:
            written: dict[str, object] = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        return written

    def release(self) -> None:
        """Let go."""
        if self._file:
            self._file.close()
            self._file = None

    def _sentence(self, holder: dict[str, object]) -> str:
        who = f"process {holder.get('pid', '?')}, since {holder.get('since', '?')}"
        return (
            f"Kundenkreis already runs on {self.path.parent} ({who}). "
            "Stop it first, or choose another directory with --data."
        )
