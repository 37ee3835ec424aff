"""Discourse: the dump inside its backup (`dump.sql`, `dump.sql.gz`, or the `.tar.gz` around it).

Its rows stand in COPY blocks: a line with the columns, a line a row with tabs between values, and a
line with a full stop at the end (PostgreSQL, COPY, text format).
"""

import gzip
import io
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kundenkreis.core.refusal import Invalid
from kundenkreis.forums.staging import Row

_COPY = re.compile(r"^COPY (?:public\.)?\"?(\w+)\"? \((.*)\) FROM stdin;$")
_ESCAPE = re.compile(r"\\(.)")
_MEANS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
Values = dict[str, str | None]


def rows(path: Path) -> Iterator[Row]:
    """All members, threads and posts of the backup that readers could see.

    :raises Invalid: there is no such file, or no dump in it.
    """
    with _opened(path) as lines:
        for table, values in _copied(lines):
            row = _READ[table](values)
            if row:
                yield row


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    if path.is_dir():
        found = [
            each
            for name in ("dump.sql", "dump.sql.gz", "*.tar.gz")
            for each in sorted(path.glob(name))
        ]
        if not found:
            raise Invalid("no_dump", f"There is no dump.sql in {path}.")
        path = found[0]
    if not path.is_file():
        raise Invalid("no_file", f"There is no file {path}.")
    if path.name.endswith((".tar.gz", ".tgz", ".tar")):
        with tarfile.open(path, "r|*") as archive:
            yield _text(_member(archive, path), gz=None)
        return
    with path.open("rb") as raw:
        yield _text(raw, gz=path.suffix == ".gz")


def _member(archive: tarfile.TarFile, path: Path) -> IO[bytes]:
    for member in archive:
        if member.isfile() and member.name.endswith(("dump.sql", "dump.sql.gz")):
            inside = archive.extractfile(member)
            if inside:
                packed = member.name.endswith(".gz")
                return (
                    cast("IO[bytes]", gzip.GzipFile(fileobj=inside)) if packed else inside
                )
    raise Invalid("no_dump", f"There is no dump.sql in {path}.")


def _text(raw: IO[bytes], *, gz: bool | None) -> Iterator[str]:
    stream = gzip.GzipFile(fileobj=raw) if gz else raw
    # Only line feeds end a row: other signs of a line's end may stand in a post.
    return io.TextIOWrapper(
        cast("IO[bytes]", stream), "utf-8", errors="replace", newline="\n"
    )


def _copied(lines: Iterator[str]) -> Iterator[tuple[str, Values]]:
    table = ""
    names: list[str] = []
    for raw in lines:
        line = raw.rstrip("\n")
        if table:
            if line == "\\.":
                table = ""
            elif table in _READ:
                values = (_value(each) for each in line.split("\t"))
                yield table, dict(zip(names, values, strict=False))
        elif found := _COPY.match(line):
            table, names = found[1], [each.strip(' "') for each in found[2].split(",")]


def _value(raw: str) -> str | None:
    if raw == "\\N":
        return None
    return (
        _ESCAPE.sub(lambda found: _MEANS.get(found[1], found[1]), raw)
        if "\\" in raw
        else raw
    )


def _moment(raw: str | None) -> str:
    """`2016-05-04 10:11:12.345`: Discourse stores UTC without saying so."""
    return f"{raw or '1970-01-01 00:00:00'}+00:00"


def _user(values: Values) -> Row | None:
    number = int(values["id"] or 0)
    return (
        Row("person", {"id": number, "name": values.get("username")})
        if number > 0
        else None
    )


def _address(values: Values) -> Row | None:
    if values.get("primary") == "f":
        return None
    return Row("person", {"id": int(values["user_id"] or 0), "email": values.get("email")})


def _topic(values: Values) -> Row | None:
    if values.get("deleted_at") or values.get("archetype", "regular") != "regular":
        return None
    if values.get("visible") == "f":
        return None
    category = values.get("category_id")
    return Row(
        "thread",
        {
            "id": int(values["id"] or 0),
            "title": values.get("title") or "",
            "category": category,
        },
    )


def _post(values: Values) -> Row | None:
    shown = values.get("post_type", "1") == "1" and values.get("hidden", "f") == "f"
    if not shown or values.get("deleted_at"):
        return None
    return Row("post", {
        "id": int(values["id"] or 0), "thread": int(values["topic_id"] or 0),
        "place": int(values["post_number"] or 0), "person": int(values.get("user_id") or 0),
        "at": _moment(values.get("created_at")), "text": values.get("raw") or "",
    })  # fmt: skip


def _solved(values: Values) -> Row | None:
    return Row(
        "thread",
        {"id": int(values["topic_id"] or 0), "solved": int(values["answer_post_id"] or 0)},
    )


def _custom(values: Values) -> Row | None:
    """Older versions keep the accepted answer here."""
    if (
        values.get("name") != "accepted_answer_post_id"
        or not (values.get("value") or "").isdigit()
    ):
        return None
    return Row(
        "thread", {"id": int(values["topic_id"] or 0), "solved": int(values["value"] or 0)}
    )


def _category(values: Values) -> Row | None:
    return Row("category", {"id": int(values["id"] or 0), "slug": values.get("slug")})


_READ = {
    "users": _user,
    "user_emails": _address,
    "topics": _topic,
    "posts": _post,
    "discourse_solved_solved_topics": _solved,
    "topic_custom_fields": _custom,
    "categories": _category,
}
