"""Commands: help everywhere, one sentence when it does not work, and backups that come back."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import IntegrityError, connection

from kundenkreis import cli
from kundenkreis.core import scope
from kundenkreis.core.money import Money
from kundenkreis.core.refusal import Refused
from kundenkreis.ledger import actions as ledger
from kundenkreis.server import installation
from kundenkreis.server.backup import backup, restore
from kundenkreis.server.postgres import binaries
from tests.cast import make_brand

# Whole processes, or many people at once on a database of their own.
pytestmark = pytest.mark.slow

COMMANDS = ["up", "web", "worker", "migrate", "check", "bench", "backup", "restore", "shell", "create-operator", "incoming-mail"]  # fmt: skip


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kundenkreis.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])
    assert end.value.code == 0
    assert "usage: kundenkreis " + command in capsys.readouterr().out


def test_wrong_usage_is_two(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["fly"])
    assert end.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "x", "DATABASE_URL": "postgresql:///x?host=/nowhere"}, "does not answer"),
        ({"SECRET_KEY": "x", "DATABASE_URL": "mysql://x"}, "is not an address"),
        ({"DATABASE_URL": ""}, "There is no database"),
    ],
)  # fmt: skip
def test_serving_without_what_it_needs_is_refused_in_one_sentence(
    environment, sentence, tmp_path
):
    done = run("worker", "--data", str(tmp_path), **environment)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_older_postgresql_is_refused(monkeypatch):
    class Old:
        class info:  # noqa: N801 - as psycopg names it
            server_version = 170004

        def __enter__(self):
            return self

        def __exit__(self, *nothing):
            return None

    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: Old())
    with pytest.raises(Refused, match="PostgreSQL 17; Kundenkreis needs 18"):
        installation.demand_newer("postgresql:///x")


def test_the_secret_is_made_once_and_closed(tmp_path):
    from kundenkreis.server import secret

    word = secret.kept(tmp_path)
    assert len(word) > 50
    assert secret.kept(tmp_path) == word
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_unknown_import_names_what_there_is(monkeypatch, capsys, tmp_path):
    assert cli.main(["import", "dreams", "--data", str(tmp_path)]) == 1
    assert "What can be imported" in capsys.readouterr().err


@pytest.fixture
def addressed(committed_db, monkeypatch):
    """The environment points at the committed database, as for an operator's command."""
    from kundenkreis.server.live import direct

    known = psycopg.conninfo.conninfo_to_dict(direct())
    url = "postgresql://{user}:{password}@/{dbname}?host={host}".format(**known)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def brands():
    with connection.cursor() as cursor:
        cursor.execute("select slug from kundenkreis_brand order by 1")
        return [slug for (slug,) in cursor.fetchall()]


@pytest.mark.slow
def test_a_backup_brings_everything_back(addressed, tmp_path, at):
    brand = make_brand("alpenfon", "Alpenfon", at)
    with scope.inside(brand.pk):
        ledger.hold(
            subject="booking:1", amount=Money(4900, "CHF"), payer=None, payee=None, provider="company",
            idem="1", by=None, at=at,
        )  # fmt: skip
    connection.close()
    file = tmp_path / "all.backup"
    assert backup(file, binaries.find()) == file.stat().st_size > 10_000
    assert file.stat().st_mode & 0o777 == 0o600

    make_brand("later", "Later", at)
    connection.close()
    with pytest.raises(Refused, match="--overwrite"):
        restore(file, binaries.find(), overwrite=False)
    restore(file, binaries.find(), overwrite=True)
    assert brands() == ["alpenfon"]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_constraint where conperiod")
        assert cursor.fetchone()[0] > 0, "the temporal keys came back too"
        cursor.execute("select tx::text from kundenkreis_journal")
        assert cursor.fetchall() == [("0",)], (
            "another cluster's transaction could reopen it"
        )
        with pytest.raises(IntegrityError, match="append-only"):
            cursor.execute("update kundenkreis_journal set kind = 'x'")
    connection.close()


def test_a_broken_file_changes_nothing(addressed, tmp_path, at):
    make_brand("alpenfon", "Alpenfon", at)
    connection.close()
    broken = tmp_path / "broken"
    broken.write_bytes(b"PGDMP nonsense")
    with pytest.raises(Refused, match="pg_restore could not"):
        restore(broken, binaries.find(), overwrite=True)
    with pytest.raises(Refused, match="There is no file"):
        restore(tmp_path / "nothing", binaries.find(), overwrite=True)
    assert brands() == ["alpenfon"]


def test_a_half_written_backup_is_not_left_behind(addressed, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///x?host=/nowhere")
    with pytest.raises(Refused, match="pg_dump could not do it"):
        backup(tmp_path / "all.backup", binaries.find())
    assert not list(tmp_path.iterdir())


def test_an_operator_gets_a_brand_to_manage(addressed, at):
    from kundenkreis.people.models import Role
    from kundenkreis.server import operator

    words = ["create-operator", "--email", "Chef@Example.org", "--brand", "bergnetz"]
    for _ in range(2):
        person = operator.welcome(cli._parser().parse_args(words), at=at)
    assert person.email == "chef@example.org"
    assert brands() == ["bergnetz"]
    assert [role.kind for role in Role.across_brands.all()] == ["manager"]
