"""A folder of Markdown files, with or without front matter."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from kundenkreis.core.language import LANGUAGES, guess
from kundenkreis.stages.knowledge.folders.page import (
    Page,
    Unreadable,
    split_front,
    text_of,
)

_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*(?:\n|\Z)")
KINDS = ("help", "overview", "blog")


def files(root: Path) -> list[Path]:
    """All of them, in the order of their names."""
    return sorted(path for path in root.rglob("*.md") if path.is_file())


def read(path: Path, root: Path, language: str) -> Page:
    """One file. `language`: where neither it nor its folder says.

    :raises Unreadable: it has no title or no text, or see `text_of`.
    """
    said, body = split_front(text_of(path, root))
    heading = _TITLE.match(body)
    title = said.get("title") or (heading[1] if heading else "")
    ours = bool(said.get("family"))
    if heading and not ours and heading[1].strip() == title.strip():
        body = body[heading.end() :]
    if not title.strip() or not body.strip():
        raise Unreadable("has no title" if not title.strip() else "has no text")
    return Page(
        key=path.relative_to(root).as_posix(), title=title, body=body,
        summary=said.get("summary") or said.get("description", ""),
        language=_language(said.get("language") or said.get("lang", ""), path, root, language) or guess(body),
        topic=said.get("topic", ""), kind=said["kind"] if said.get("kind") in KINDS else "help",
        family=_id(said.get("family", "")), licence=said.get("licence", ""), licence_url=said.get("licence_url", ""),
        credits=said.get("credits", ""), source=said.get("source", ""), source_key=said.get("source_key", ""),
    )  # fmt: skip


def _language(said: str, path: Path, root: Path, otherwise: str) -> str:
    """As the file says, else its folder (`de/`), else as the command says."""
    if said[:2] in LANGUAGES:
        return said[:2]
    return next(_named(path, root), otherwise)


def _named(path: Path, root: Path) -> Iterator[str]:
    return (part for part in path.relative_to(root).parts[:-1] if part in LANGUAGES)


def _id(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None
