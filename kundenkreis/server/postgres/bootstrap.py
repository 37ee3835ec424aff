"""What the superuser does once: extensions, the roles `owner` and `app`, the database."""

from collections.abc import Mapping

import psycopg
from psycopg import sql

DATABASE = "kundenkreis"
NEEDED = ("btree_gist", "pg_trgm", "unaccent")
WELCOME = ("vector",)
RIGHTS = (
    "revoke create on schema public from public",
    "grant usage on schema public to {app}",
    "grant select, insert, update, delete on all tables in schema public to {app}",
    "grant usage, select on all sequences in schema public to {app}",
    """alter default privileges for role {owner} in schema public
       grant select, insert, update, delete on tables to {app}""",
    """alter default privileges for role {owner} in schema public
       grant usage, select on sequences to {app}""",
)


def extensions(connection: psycopg.Connection) -> None:
    """Create the extensions here; in `template1` every later database has them from birth."""
    for name in NEEDED:
        connection.execute(sql.SQL("create extension if not exists {}").format(_id(name)))
    there = connection.execute(
        "select name from pg_available_extensions where name = any(%s)", [list(WELCOME)]
    ).fetchall()
    for (name,) in there:
        connection.execute(sql.SQL("create extension if not exists {}").format(_id(name)))


def roles(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """`owner` makes tables (and databases, in tests); `app` uses them and can bend no rule."""
    for name, may in (("owner", "createdb"), ("app", "nocreatedb")):
        known = connection.execute("select 1 from pg_roles where rolname = %s", [name])
        if not known.fetchone():
            connection.execute(sql.SQL("create role {}").format(_id(name)))
        connection.execute(
            sql.SQL(
                "alter role {} login nosuperuser nobypassrls nocreaterole {} password {}"
            ).format(_id(name), sql.SQL(may), sql.Literal(passwords[name]))
        )


def database(connection: psycopg.Connection) -> None:
    """The database, owned by `owner`."""
    known = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
    if not known.fetchone():
        connection.execute(sql.SQL("create database {} owner owner").format(_id(DATABASE)))


def rights(
    connection: psycopg.Connection, *, owner: str = "owner", app: str = "app"
) -> None:
    """The app may use what the owner made and will make, and make nothing itself."""
    names = {"owner": _id(owner), "app": _id(app)}
    for sentence in RIGHTS:
        connection.execute(sql.SQL(sentence).format(**names))


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)
