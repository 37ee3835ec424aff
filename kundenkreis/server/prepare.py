"""Bringing the database and the static files to what this version of the code expects."""

import hashlib
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

PACKAGE = Path(__file__).resolve().parents[1]


def fingerprint() -> str:
    """Changes when a migration, a static file or the demo's content does."""
    sums = hashlib.sha256()
    for pattern in ("migrations/**/*", "**/static/**/*", "channels/demo/**/*"):
        for path in sorted(PACKAGE.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                stat = path.stat()
                sums.update(f"{path}|{stat.st_mtime_ns}|{stat.st_size}\n".encode())
    return sums.hexdigest()


def migrate() -> None:
    """Make the tables as DATABASE_OWNER_URL (else DATABASE_URL), and let the app use them."""
    from django.core.management import call_command
    from django.db import connection

    from kundenkreis.server.postgres import bootstrap
    from kundenkreis.settings import database

    app = connection.settings_dict["USER"]
    owner_url = os.environ.get("DATABASE_OWNER_URL")
    before = dict(connection.settings_dict)
    if owner_url:
        connection.close()
        connection.settings_dict.update(database(owner_url))
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    connection.settings_dict.update(before)
    if owner_url and app:
        owner = unquote(urlsplit(owner_url).username or "")
        with psycopg.connect(owner_url, autocommit=True) as direct:
            bootstrap.rights(direct, owner=owner, app=app)


def collect() -> None:
    """Static files, joined, hashed and compressed, into DATA/static."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def load_demo() -> list[str]:
    """The demonstration, once; lines that say who can sign in."""
    from kundenkreis.channels.demo import cast, seed
    from kundenkreis.core import clock

    if not seed.load(at=clock.now()):
        return []
    names = ", ".join(name for name, *_ in (*cast.CAST, *cast.OTHER_BRAND))
    return [f"In the demo one click signs you in, on any page, as: {names}."]
