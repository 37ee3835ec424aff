"""`kundenkreis up`, from nothing to a page and to its end, with a page that listens."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.core import signing


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def open_place():
    """A directory that the database account may enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="kundenkreis-place-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


class Running:
    """One `kundenkreis up`."""

    def __init__(self, data, port, *words):
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "SECRET_KEY", "DATA", "DEMO")
        }
        self.port = port
        self.log = data.parent / f"{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kundenkreis.cli", "up", "--data", data, "--port", str(port), *words],
                env=environment, stdout=log, stderr=log,
            )  # fmt: skip

    def ready(self, patience=180):
        """Seconds that it says it took."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if found := re.search(r"after ([\d.]+) s", self.log.read_text()):
                return float(found[1])
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        pytest.fail(self.log.read_text())

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        return connection.getresponse()

    def status(self, path):
        try:
            return self.get(path).status
        except OSError:
            return 0

    def until(self, path, status, patience=30):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.status(path) == status:
                return
            time.sleep(0.1)
        pytest.fail(self.log.read_text())

    def child(self, word, patience=30):
        """The process of this name, once it was started (again)."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            said = subprocess.run(
                ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
                capture_output=True, text=True, check=True,
            ).stdout  # fmt: skip
            for line in said.splitlines():
                if word in line:
                    return int(line.split()[0])
            time.sleep(0.1)
        pytest.fail(self.log.read_text())

    def end(self, patience):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(patience)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_up_from_nothing_through_every_death_to_its_end(open_place):
    data, port = open_place / "data", free_port()
    running = Running(data, port, "--no-demo")
    try:
        running.ready()
        assert running.status("/healthz") == 200
        running.until("/readyz", 200)

        second = Running(data, free_port())
        assert second.process.wait(30) == 1
        assert f"already runs on {data}/postgres (process {running.process.pid}" in second.log.read_text()  # fmt: skip

        for word in ("postgres -D", "cli web", "cli worker"):
            os.kill(running.child(word), signal.SIGKILL)
            time.sleep(0.3)
            running.until("/readyz", 200)

        token = signing.dumps(
            ["1/desk"], key=(data / "secret-key").read_text(), salt="kundenkreis.live", compress=True
        )  # fmt: skip
        stream = running.get(f"/live?token={token}")
        assert stream.readline() == b"retry: 2000\n"
        running.end(5)
        assert running.process.returncode == 0
        assert stream.read().endswith(b"\n")  # ended politely, not cut off

        again = Running(data, port)
        running = again
        again.ready(60)
        running.end(5)
    finally:
        if running.process.poll() is None:
            running.end(30)


@pytest.mark.slow
def test_a_taken_port_is_said_at_once(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        running = Running(tmp_path / "data", taken.getsockname()[1])
        assert running.process.wait(30) == 1
    assert "is not free" in running.log.read_text()
    assert not (tmp_path / "data" / "postgres").exists()
