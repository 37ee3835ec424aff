"""An export on its way in: rows of a stream, put in order in a file on disk, read thread by thread.

Nothing of it is held in memory but one post at a time and the posts of one thread.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_TABLES = """
create table person (id integer primary key, name text, email text);
create table thread (id integer primary key, title text, category text, solved integer);
create table post (id integer primary key, thread integer, place integer, person integer, at text, text text);
create table category (id integer primary key, slug text);
"""
_COLUMNS = {
    "person": ("id", "name", "email"),
    "thread": ("id", "title", "category", "solved"),
    "post": ("id", "thread", "place", "person", "at", "text"),
    "category": ("id", "slug"),
}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Post:
    """One post; `place` counts from 1 in its thread."""

    id: int
    place: int
    person: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread with its posts, the first of which asked. `solved`: the post that was accepted."""

    id: int
    title: str
    category: str
    solved: int | None
    posts: list[Post]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an export: into which table, and its values by column; known columns are set anew."""

    table: str
    values: dict[str, Any]


class Staging:
    """The file that puts the rows in order."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_TABLES)

    def fill(self, rows: Iterable[Row]) -> None:
        """Take the whole stream; a row may come in pieces, in any order."""
        for number, row in enumerate(rows):
            self._put(row)
            if number % _BATCH == 0:
                self._database.commit()
        self._database.commit()
        self._database.execute("create index posts on post (thread, place, id)")

    def _put(self, row: Row) -> None:
        names = [name for name in _COLUMNS[row.table] if name in row.values]
        changes = ", ".join(f"{name} = excluded.{name}" for name in names)
        marks = ", ".join("?" * len(names))
        # Names of tables and columns are our own.
        statement = f"insert into {row.table} ({', '.join(names)}) values ({marks}) on conflict (id) do update set {changes}"  # noqa: S608
        self._database.execute(statement, [row.values[name] for name in names])

    def count(self) -> int:
        """How many threads there are."""
        (count,) = self._database.execute(
            "select count(*) from thread where title is not null"
        ).fetchone()
        return int(count)

    def threads(self) -> Iterator[Thread]:
        """One by one, oldest number first; without posts it is none."""
        found = self._database.execute(
            "select t.id, t.title, coalesce(c.slug, t.category, ''), t.solved from thread t"
            " left join category c on c.id = t.category where t.title is not null order by t.id"
        )
        for pk, title, category, solved in found:
            yield Thread(pk, title, str(category), solved, list(self._posts(pk)))

    def _posts(self, thread: int) -> Iterator[Post]:
        rows = self._database.execute(
            "select id, person, at, text from post where thread = ? order by place, at, id",
            [thread],
        )
        for place, (pk, person, at, text) in enumerate(rows, start=1):
            yield Post(
                pk, place, person or 0, datetime.fromisoformat(at).astimezone(UTC), text
            )

    def person(self, pk: int) -> tuple[str, str]:
        """Name and address; both empty if there is none of this number."""
        found = self._database.execute("select name, email from person where id = ?", [pk])
        name, email = found.fetchone() or ("", "")
        return name or "", email or ""


@contextmanager
def staged(rows: Iterable[Row]) -> Iterator[Staging]:
    """The export in order, in a file that is gone afterwards."""
    with (
        TemporaryDirectory(prefix="kundenkreis-forum-") as place,
        closing(sqlite3.connect(Path(place) / "staged.sqlite")) as database,
    ):
        database.execute("pragma journal_mode = off")
        database.execute("pragma synchronous = off")
        staging = Staging(database)
        staging.fill(rows)
        yield staging
