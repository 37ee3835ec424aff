"""Limits, who may do what with media, which bytes a player asks for. Pure."""

import re
from collections.abc import Collection
from uuid import UUID

# The longer side of each size of a picture, in pixels.
SIDES = (1600, 960, 480)
# So many a day from one member; the team brings as many as it likes.
MOST_A_DAY = 30
_REFERENCE = re.compile(r"!\[([^\]\n]*)\]\(\s*media:([0-9a-fA-F-]{36})\s*\)")
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


class NotSatisfiable(Exception):
    """These bytes are not there, or too many ranges were asked for at once."""


def is_team(roles: Collection[str]) -> bool:
    """Sees and changes all of the brand."""
    return bool(set(roles) & {"agent", "moderator", "manager"})


def named_in(*texts: str) -> list[UUID]:
    """Ids of what these texts show, as they come, each once."""
    found: dict[UUID, None] = {}
    for text in texts:
        for reference in _REFERENCE.finditer(text):
            try:
                found.setdefault(UUID(reference[2]))
            except ValueError:
                continue
    return list(found)


def in_words(text: str) -> str:
    """The text with the words of what it shows, for search."""
    return _REFERENCE.sub(lambda found: found[1], text)


def steps_of(codes: list[str]) -> str:
    """A text to begin with that shows these: one as it is, several as numbered steps."""
    if len(codes) == 1:
        return f"\n\n{codes[0]}\n"
    return "\n".join(
        f"{number}. …\n   {code}" for number, code in enumerate(codes, start=1)
    )


def span(header: str, size: int, most: int) -> tuple[int, int] | None:
    """First byte and the one behind the last, of one range; None to send all.

    No more than `most` at once (RFC 9110 section 15.3.7: what is sent is said; a player asks on).

    :raises NotSatisfiable: several ranges, or one behind the end.
    """
    if not header.startswith("bytes="):
        return None
    found = _RANGE.fullmatch(header.replace(" ", ""))
    if not found or not (found[1] or found[2]):
        raise NotSatisfiable
    if found[1]:
        start, end = int(found[1]), int(found[2]) + 1 if found[2] else size
    else:  # the last so many
        start, end = max(0, size - int(found[2])), size
    if start >= min(end, size):
        raise NotSatisfiable
    return start, min(end, size, start + most)
