"""What differs between two texts, in words: for eyes and for screen readers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond so many lines or words a comparison would take seconds: then the whole part counts as changed.
MOST = 2_000
_WORDS = re.compile(r"\s+|\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the newer text, or of the older where it is gone; untouched ones have one piece."""

    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def between(old: str, new: str) -> list[Line]:
    """The lines of both texts in reading order, with what is gone and what is new."""
    before, after = old.split("\n"), new.split("\n")
    lines: list[Line] = []
    for kind, start, end, first, last in _steps(before, after):
        if kind == "equal":
            lines += [Line([Piece("same", line)]) for line in after[first:last]]
        else:
            lines += _changed(before[start:end], after[first:last])
    return lines


def _changed(before: list[str], after: list[str]) -> Iterator[Line]:
    """Line against line as long as there are both, then what is left."""
    both = min(len(before), len(after))
    for old, new in zip(before[:both], after[:both], strict=True):
        yield Line(list(_words(old, new)))
    for line in before[both:]:
        yield Line([Piece("gone", line)])
    for line in after[both:]:
        yield Line([Piece("new", line)])


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for kind, start, end, first, last in _steps(before, after):
        if kind == "equal":
            yield Piece("same", "".join(after[first:last]))
            continue
        if gone := "".join(before[start:end]):
            yield Piece("gone", gone)
        if added := "".join(after[first:last]):
            yield Piece("new", added)


def _steps(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """As `SequenceMatcher.get_opcodes`; what both begin and end with is taken off first."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    ends = len(before) - tail, len(after) - tail
    steps = [("equal", 0, head, 0, head)] if head else []
    middle = before[head : ends[0]], after[head : ends[1]]
    if len(middle[0]) > MOST or len(middle[1]) > MOST:
        steps.append(("replace", head, ends[0], head, ends[1]))
    else:
        steps += [
            (kind, head + a, head + b, head + c, head + d)
            for kind, a, b, c, d in SequenceMatcher(
                None, *middle, autojunk=False
            ).get_opcodes()
        ]
    if tail:
        steps.append(("equal", ends[0], len(before), ends[1], len(after)))
    return steps


def _alike(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def shortened(lines: list[Line], around: int = 2) -> list[Line | None]:
    """Only what changed, with some lines around; None stands for what was left out."""
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.changed
        for step in range(-around, around + 1)
    }
    out: list[Line | None] = []
    for place, line in enumerate(lines):
        if place in near:
            out.append(line)
        elif not out or out[-1] is not None:
            out.append(None)
    return out
