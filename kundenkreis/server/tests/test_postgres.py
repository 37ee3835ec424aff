"""Our PostgreSQL comes back with everything it acknowledged, whatever was killed."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from kundenkreis.core.refusal import Refused
from kundenkreis.server.postgres import Server, binaries
from kundenkreis.server.postgres.account import Account
from kundenkreis.server.postgres.server import PATIENCE

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture(scope="module")
def root():
    """A cluster as after its first start. Tests kill its servers, never its files."""
    place = Path(tempfile.mkdtemp(prefix="kundenkreis-place-"))
    place.chmod(0o755)
    running = Server(place / "postgres", sync=False)
    running.start()
    running.stop()
    yield running.root
    gone(running.root)
    shutil.rmtree(place)


def gone(root):
    """A killed owner's server is still going down."""
    while (root / "data" / "postmaster.pid").exists():
        time.sleep(0.05)


@pytest.fixture
def place():
    """A directory every account may enter (pytest's own are closed)."""
    path = Path(tempfile.mkdtemp(prefix="kundenkreis-place-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def postgres(root):
    running = Server(root, sync=False)
    running.start()
    yield running
    running.stop()


def link_or_copy(source, target):
    if subprocess.run(["cp", "-rl", source, target], check=False).returncode:
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def ask(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def children(pid):
    said = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], check=True, capture_output=True
    )
    return [int(word) for word in said.stdout.split()]


def acknowledge(postgres, count=200):
    """Single commits; returns how many were acknowledged."""
    with psycopg.connect(postgres.url("owner"), autocommit=True) as connection:
        connection.execute("drop table if exists promised")
        connection.execute("create table promised (number int primary key)")
        for number in range(count):
            connection.execute("insert into promised values (%s)", [number])
    return count


def promised(postgres):
    return ask(postgres.url("owner"), "select count(*) from promised")[0][0]


def test_the_app_is_neither_superuser_nor_owner_and_uses_what_the_owner_makes(postgres):
    ask(postgres.url("owner"), "create table made_later (number bigserial)")
    ask(postgres.url("app"), "insert into made_later default values")
    for forbidden in ("create table x ()", "drop table made_later", "truncate made_later"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(postgres.url("app"), forbidden)
    rows = ask(
        postgres.url("app"),
        "select rolname from pg_roles where (rolsuper or rolbypassrls) and rolcanlogin",
    )
    assert rows == [("postgres",)]


def test_a_wrong_password_is_refused_and_strangers_may_not_reach_the_socket(postgres):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url("app").replace("app:", "app:x"))
    assert postgres.socket_directory.stat().st_mode & 0o777 == 0o700
    assert (postgres.root / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_killing_the_postmaster_loses_nothing(postgres):
    count = acknowledge(postgres)
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    assert not postgres.alive()
    postgres.revive()
    assert promised(postgres) == count


def test_killing_the_whole_tree_loses_nothing(postgres):
    count = acknowledge(postgres)
    tree = [postgres.process.pid, *children(postgres.process.pid)]
    assert len(tree) > 3
    for pid in tree:
        os.kill(pid, signal.SIGKILL)
    postgres.process.wait()
    postgres.revive()
    assert promised(postgres) == count


PARENT = """
import signal, sys, psycopg
from kundenkreis.server.postgres import Server
server = Server(sys.argv[1], sync=False)
server.start()
with psycopg.connect(server.url("owner"), autocommit=True) as connection:
    connection.execute("create table if not exists promised (number int primary key)")
    known = connection.execute("select count(*) from promised").fetchone()[0]
    print("known", known, flush=True)
    for number in range(known, 1_000_000):
        connection.execute("insert into promised values (%s)", [number])
        print(number, flush=True)
"""


def kill_while_writing(root, python=sys.executable, **identity):
    """Kill -9 the process that owns the server, while it writes; what was there and acknowledged."""
    parent = subprocess.Popen(
        [python, "-c", PARENT, root],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        **identity,
    )
    assert parent.stdout
    known = int(parent.stdout.readline().split()[1])
    for _ in range(100):
        parent.stdout.readline()
    parent.kill()
    with parent.stdout:
        rest = parent.stdout.read()
    last = [line for line in rest.split("\n")[:-1] if line.isdigit()]
    parent.wait()
    return known, int(last[-1]) + 1 if last else known + 100


def test_killing_the_owner_stops_the_server_and_loses_nothing(root):
    _, acknowledged = kill_while_writing(root)
    known, _ = kill_while_writing(root)  # starts while the first server is still going down
    assert known >= acknowledged
    again = Server(root, sync=False)
    again.start()
    again.stop()
    assert "database system is shut down" in again.log.read_text()


@as_root
@pytest.mark.slow
def test_an_ordinary_account_can_run_it_too(place):
    nobody = pwd.getpwnam("nobody")
    os.chown(place, nobody.pw_uid, nobody.pw_gid)
    who = Account(nobody.pw_uid, nobody.pw_gid)
    version = f"python3.{sys.version_info.minor}"
    pythons = [
        Path(sys.executable),
        Path("/usr/bin") / version,
        Path("/usr/local/bin") / version,
    ]
    python = next((path for path in pythons if who.may_run(path)), None)
    if python is None:
        pytest.skip("every Python of our version lies in a closed directory")
    _, acknowledged = kill_while_writing(place / "postgres", python, **who.identity)
    known, _ = kill_while_writing(place / "postgres", python, **who.identity)
    assert known >= acknowledged
    assert (place / "postgres" / "passwords.json").stat().st_uid == nobody.pw_uid
    gone(place / "postgres")


def test_a_second_one_on_the_same_data_learns_who_holds_it(postgres):
    with pytest.raises(Refused, match=f"process {os.getpid()}, since 20") as refused:
        Server(postgres.root).start()
    assert refused.value.reason == "data_in_use"
    assert postgres.alive()
    assert ask(postgres.url("app"), "select 1") == [(1,)]


def test_a_number_that_belongs_to_another_process_now_does_not_stop_the_start(root):
    stranger = subprocess.Popen(["sleep", "60"])
    (root / "data" / "postmaster.pid").write_text(f"{stranger.pid}\n{root}/data\n")
    running = Server(root, sync=False)
    running.start()
    running.stop()
    stranger.kill()
    stranger.wait()


@as_root
@pytest.mark.slow
def test_closed_programs_are_copied_beside_the_data(root, place):
    closed = place / "closed"
    package = binaries.find().parent.parent
    link_or_copy(package, closed / package.name)
    shutil.copytree(f"{package}.libs", closed / f"{package.name}.libs")
    closed.chmod(0o700)
    running = Server(root, bin_directory=closed / package.name / "pginstall" / "bin")
    running.start()
    running.stop()
    assert running.bin.is_relative_to(root)
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_long_path_gets_a_short_socket(root, place):
    long = place / ("d" * 120)
    long.mkdir()
    root.rename(long / "postgres")
    running = Server(long / "postgres", sync=False)
    running.start()
    assert ask(running.url("app"), "select 1") == [(1,)]
    borrowed = running.socket_directory
    running.stop()
    running.root.rename(root)
    assert not borrowed.exists()


@as_root
def test_a_home_closed_to_the_database_account_gets_a_link(place, monkeypatch):
    closed = place / "home"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("kundenkreis.server.postgres.cluster.ELSEWHERE", place / "lib")
    (place / "lib").mkdir()
    running = Server(closed / "data" / "postgres", sync=False)
    running.start()
    assert (closed / "data" / "postgres").is_symlink()
    assert Server(closed / "data" / "postgres").url("app") == running.url("app")
    running.stop()
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_directory_without_programs_is_refused_with_a_sentence(place):
    with pytest.raises(Refused, match="There is no PostgreSQL in"):
        Server(place / "postgres", bin_directory=place).start()


def test_an_older_postgresql_is_refused_with_a_sentence(place):
    (place / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.9'\n")
    (place / "postgres").chmod(0o755)
    with pytest.raises(Refused, match="is version 15; 18 or newer is needed"):
        binaries.find(place)


def test_a_server_that_cannot_start_says_why(root):
    running = Server(root, settings={"shared_buffers": "nonsense"})
    with pytest.raises(Refused, match="shared_buffers"):
        running.start()
    assert not running.held()


def test_starting_again_is_quick(root):
    running = Server(root, sync=False)
    begun = time.monotonic()
    running.start()
    took = time.monotonic() - begun
    running.stop()
    assert took < PATIENCE
