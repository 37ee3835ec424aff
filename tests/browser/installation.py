"""One running installation for all browser tests of a run, whichever worker asks first."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

# Where it stands; the process that began the run says it to its workers.
PLACE = "KUNDENKREIS_TESTS_INSTALLATION"
# It outlives the worker that started it; until then nobody may take it for forgotten.
_started: list["subprocess.Popen[bytes]"] = []


@dataclass
class Site:
    """A running installation."""

    base: str

    def api(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str = "",
        key: str = "",
        **headers: str,
    ) -> tuple[int, Any]:
        """Status and JSON of an API call."""
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["X-Case-Key"] = key
        request = urllib.request.Request(
            f"{self.base}/api/v1/{path}",
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", **headers},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def token(self, email: str) -> str:
        """The API token of one of the demo's people."""
        status, told = self.api("POST", "demo/sessions", {"email": email})
        assert status == 201, told
        return str(told["token"])


def prepare() -> None:
    """Say where it will stand; nothing is started yet."""
    name = f"kundenkreis-installation-{os.getpid()}"
    os.environ.setdefault(PLACE, str(Path(tempfile.gettempdir()) / name))


def running() -> Site:
    """Started now, if no other worker did; they wait for each other."""
    place = Path(os.environ[PLACE])
    place.mkdir(exist_ok=True)
    place.chmod(0o755)  # the database account must pass
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note = place / "site.json"
        if not note.exists():
            note.write_text(json.dumps(_up(place)))
        return Site(json.loads(note.read_text())["base"])


def end() -> None:
    """Ask it to stop, wait until it has, leave nothing behind."""
    place = Path(os.environ.pop(PLACE))
    if not place.exists():
        return
    note = place / "site.json"
    if note.exists():
        process = json.loads(note.read_text())["process"]
        os.kill(process, signal.SIGTERM)
        until = monotonic() + 20
        while monotonic() < until and _alive(process):
            sleep(0.1)
    shutil.rmtree(place, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        # A child of ours that ended stays until somebody asks.
        return not os.waitpid(process, os.WNOHANG)[0]
    except ChildProcessError:
        state = Path(f"/proc/{process}/stat")
        return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def _up(place: Path) -> dict[str, Any]:
    """`kundenkreis up` on an empty folder, ready to serve."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    own = {
        name: value for name, value in os.environ.items() if not name.startswith("DATABASE")
    }
    # Push services of our own, on this machine.
    own |= {"PUSH_CONTACT": "mailto:it@alpenfon.example", "FETCH_LOOPBACK": "1"}
    with (place / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "kundenkreis.cli", "up", "--port", str(port), "--data", str(place / "data")],
            stdout=log, stderr=subprocess.STDOUT, env=own,
        )  # fmt: skip
    _started.append(process)
    base = f"http://localhost:{port}"
    until = monotonic() + 400
    while True:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return {"base": base, "process": process.pid}
        except OSError:
            assert process.poll() is None, (place / "up.log").read_text()
            assert monotonic() < until, (place / "up.log").read_text()
            sleep(0.3)
