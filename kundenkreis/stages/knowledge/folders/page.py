"""What a file says, however it was written."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

# More is no article.
MOST_BYTES = 2_000_000
_KEY = re.compile(r"^([a-z_]{1,40}):[ \t]*(.*)$")


@dataclass(slots=True)
class Page:
    """One file. `key`: its path inside the folder, with `/`; `language` and `topic` as it says, if it does."""

    key: str
    title: str
    body: str
    summary: str = ""
    language: str = ""
    topic: str = ""
    kind: str = "help"
    family: UUID | None = None
    licence: str = ""
    licence_url: str = ""
    credits: str = ""
    source: str = ""
    source_key: str = ""
    # Where its links begin, seen from its own folder.
    base: str = ""


class Unreadable(Exception):
    """Why a file cannot be an article, in words."""


def text_of(path: Path, root: Path) -> str:
    """The file as text. :raises Unreadable: it lies outside, is too large, or is no UTF-8."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise Unreadable("leads out of the folder")
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES:,} bytes")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("is not written in UTF-8") from None


def split_front(text: str) -> tuple[dict[str, str], str]:
    """What stands between the first two lines of three dashes, and the text below. Without them: nothing, all."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:80]]:
        return {}, "\n".join(lines)
    end = 1 + [line.strip() for line in lines[1:]].index("---")
    said = {}
    for line in lines[1:end]:
        if found := _KEY.match(line):
            said[found[1]] = _value(found[2].strip())
    return said, "\n".join(lines[end + 1 :])


def _value(raw: str) -> str:
    """As it stands, or as JSON where it is in quotation marks."""
    if raw[:1] in "\"'" and raw[-1:] == raw[:1] and len(raw) > 1:
        try:
            return str(json.loads(raw if raw[0] == '"' else json.dumps(raw[1:-1])))
        except ValueError:
            return raw[1:-1]
    return raw


def front(said: dict[str, str]) -> str:
    """The lines of front matter; what would not survive as it stands is quoted."""
    lines = [f"{key}: {_quoted(value)}" for key, value in said.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def _quoted(value: str) -> str:
    plain = value == value.strip() and "\n" not in value and value[:1] not in "\"'"
    return value if plain else json.dumps(value, ensure_ascii=False)
