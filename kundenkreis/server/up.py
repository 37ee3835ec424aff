"""`kundenkreis up`: one process that keeps database, web and worker running, and ends them all."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from kundenkreis.core.refusal import Refused
from kundenkreis.server import prepare, tied
from kundenkreis.server.installation import Installation, demand_newer

GRACE = 3.8  # seconds web and worker have to end; then they are killed
LONGEST_PAUSE = 10.0  # seconds before a child that keeps dying is started again


@dataclass
class Child:
    """A process of ours that must run. The pause before a restart grows while it keeps dying."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = 0.5
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own: ctrl-C reaches us, and we end it in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=tied.to_parent(signal.SIGTERM),  # noqa: PLW1509 - this process has one thread
        )

    def look(self, say: Callable[[str], None]) -> None:
        """Start it again if it died, after its pause."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif self.process.poll() is not None:
            lived = now - self.started
            self.pause = 0.5 if lived > 30 else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            say(f"{self.name} ended ({self.process.returncode}); starting it again.")
            self.process = None

    def end(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def gone(self, until: float) -> None:
        """Wait until then, and kill what is left."""
        if self.process is None:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0.05))
        except subprocess.TimeoutExpired:
            # granian's own children share its session.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Up:
    """Everything `kundenkreis up` does."""

    def __init__(self, data: Path, *, host: str, port: int, demo: bool) -> None:
        self.installation = Installation(data)
        self.host, self.port, self._demo_wanted = host, port, demo
        self.children: list[Child] = []
        self._ending = False

    def run(self) -> None:
        """Until SIGTERM or SIGINT.

        :raises Refused: when it cannot begin; the sentence says why.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        self._demand_port()
        try:
            self._start()
            while not self._ending:
                self._look()
                time.sleep(0.2)
        except Ending:
            pass
        finally:
            self._stop()

    def _end(self, number: int, frame: FrameType | None) -> None:
        if not self._ending:
            self._ending = True
            if not self.children:  # still starting: whatever it waits for, end it
                raise Ending

    def _start(self) -> None:
        begun = time.monotonic()
        if self.installation.own:
            self.installation.server.start()
        environment = self._environment()
        demand_newer(environment["DATABASE_URL"])
        self._prepare(environment)
        environment.update(self._pooled(environment))
        command = [sys.executable, "-m", "kundenkreis.cli"]
        data = ["--data", str(self.installation.data)]
        place = ["--host", self.host, "--port", str(self.port)]
        self.children = [
            Child("web", [*command, "web", *place, *data], environment),
            Child("worker", [*command, "worker", *data], environment),
        ]
        for child in self.children:
            child.start()
        self._wait_for_page()
        if not self._ending:
            self._greet(environment["BASE_URL"], time.monotonic() - begun)

    def _environment(self) -> dict[str, str]:
        demo = {"DEMO": "1"} if self._is_demo() else {}
        base = os.environ.get("BASE_URL") or f"http://localhost:{self.port}"
        return {**os.environ, **self.installation.environment(), **demo, "BASE_URL": base}

    def _is_demo(self) -> bool:
        """Decided at the first start and kept: what began as a real service never turns demo."""
        kept = self.installation.data / "kind"
        if not kept.exists():
            kept.write_text("demo" if self._demo_wanted else "service")
        return kept.read_text() == "demo"

    def _pooled(self, environment: dict[str, str]) -> dict[str, str]:
        threads = int(environment.get("WEB_THREADS", "8"))
        return {"DATABASE_POOL": environment.get("DATABASE_POOL", str(threads + 2))}

    def _prepare(self, environment: dict[str, str]) -> None:
        """Migrations, static files, demo: in a child, so that this process stays small."""
        mark = self.installation.data / "prepared"
        now = prepare.fingerprint() + str(self.installation.own)
        if self.installation.own and mark.exists() and mark.read_text() == now:
            return
        print("Preparing the database and the pages …", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "kundenkreis.cli", "prepare"],
            env=environment,
            check=False,
            preexec_fn=tied.to_parent(signal.SIGTERM),
        )
        if self._ending:
            raise Ending
        if done.returncode != 0:
            raise Refused("not_prepared", "The database could not be prepared (see above).")
        mark.write_text(now)

    def _demand_port(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except OSError as trouble:
                raise Refused(
                    "port_taken",
                    f"Port {self.port} is not free ({trouble.strerror}): choose another with --port.",
                ) from None

    def _wait_for_page(self) -> None:
        """Until the web process answers."""
        while not self._ending:
            self._look()
            connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()

    def _greet(self, address: str, took: float) -> None:
        print(f"\nKundenkreis runs: {address}   (after {took:.1f} s; ctrl-C ends it)")
        who = self.installation.data / "who-can-sign-in"
        if who.exists():
            print(who.read_text())
        sys.stdout.flush()
        _tell_systemd("READY=1")

    def _look(self) -> None:
        """Whatever died is started again, the database first."""
        server = self.installation.server
        if self.installation.own and not server.alive():
            self._say("PostgreSQL ended; starting it again.")
            try:
                server.revive()
            except Refused as refused:
                self._say(refused.sentence)
                time.sleep(1)
                return
        for child in self.children:
            child.look(self._say)

    def _stop(self) -> None:
        _tell_systemd("STOPPING=1")
        until = time.monotonic() + GRACE
        for child in self.children:
            child.end()
        for child in self.children:
            child.gone(until)
        if self.installation.own:
            self.installation.server.stop()

    def _say(self, sentence: str) -> None:
        if not self._ending:
            print(sentence, file=sys.stderr, flush=True)


class Ending(Exception):
    """Ended while still starting."""


def _tell_systemd(word: str) -> None:
    """Type=notify: systemd learns when we are ready."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(word.encode(), address.replace("@", "\0", 1))
