"""NodeBB: its collection `objects` as `mongoexport` writes it, one JSON document a line.

A document's `_key` says what it is: `user:5`, `topic:12`, `post:34`, `category:2`.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kundenkreis.core.refusal import Invalid
from kundenkreis.forums.staging import Row

_KEY = re.compile(r"^(user|topic|post|category):(\d+)$")
_NUMBERS = ("$numberInt", "$numberLong", "$numberDouble")


def rows(path: Path) -> Iterator[Row]:
    """All members, threads and posts of the export that readers could see.

    :raises Invalid: there is no such file, or a line is no document.
    """
    files = (
        sorted([*path.glob("*.json"), *path.glob("*.jsonl")]) if path.is_dir() else [path]
    )
    if not files or not files[0].is_file():
        raise Invalid("no_file", f"There is no export at {path}.")
    for file in files:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                yield from _row(line, f"{file.name}, line {number}")


def _row(line: str, where: str) -> Iterator[Row]:
    # With --jsonArray the lines stand in brackets, with commas between.
    bare = line.strip().lstrip("[").rstrip("],").strip()
    if not bare:
        return
    try:
        document = json.loads(bare)
    except ValueError:
        raise Invalid("bad_line", f"This is no document: {where}.") from None
    found = _KEY.match(str(document.get("_key", "")))
    if found and (row := _READ[found[1]](int(found[2]), document)):
        yield row


def _number(value: Any) -> int:
    if isinstance(value, dict):
        value = next((value[name] for name in _NUMBERS if name in value), 0)
    try:
        return int(float(value or 0))
    except (TypeError, ValueError, OverflowError):
        return 0


def _moment(value: Any) -> str:
    """Milliseconds since 1970."""
    seconds = min(max(_number(value) / 1000, 0), 4_000_000_000)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _user(pk: int, values: dict[str, Any]) -> Row | None:
    return Row(
        "person", {"id": pk, "name": values.get("username"), "email": values.get("email")}
    )


def _topic(pk: int, values: dict[str, Any]) -> Row | None:
    if _number(values.get("deleted")):
        return None
    solved = _number(values.get("solvedPid")) or None
    return Row(
        "thread",
        {
            "id": pk,
            "title": str(values.get("title") or ""),
            "category": _number(values.get("cid")),
            "solved": solved,
        },
    )


def _post(pk: int, values: dict[str, Any]) -> Row | None:
    if _number(values.get("deleted")):
        return None
    return Row("post", {
        "id": pk, "thread": _number(values.get("tid")), "place": 0, "person": _number(values.get("uid")),
        "at": _moment(values.get("timestamp")), "text": str(values.get("content") or ""),
    })  # fmt: skip


def _category(pk: int, values: dict[str, Any]) -> Row | None:
    slug = str(values.get("slug") or values.get("name") or "")
    return Row("category", {"id": pk, "slug": slug.rpartition("/")[2]})


_READ = {"user": _user, "topic": _topic, "post": _post, "category": _category}
