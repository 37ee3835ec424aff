"""One text for several products: what stands between `::: for Name, Name` and `:::` is for these only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BEGIN = re.compile(r"^:::\s*for\s+(\S.*)$", re.IGNORECASE)
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Part:
    """Markdown, and for which products it is; without labels for everyone."""

    labels: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        return ", ".join(self.labels)

    def is_for(self, chosen: str) -> bool:
        """Whether it is for this product. Large and small letters are the same."""
        return chosen.casefold() in [label.casefold() for label in self.labels]


def parts(body: str) -> list[Part]:
    """The text piece by piece, in order. A block without its end goes to the end of the text.

    What stands in code stays as it is.
    """
    found: list[Part] = []
    labels: tuple[str, ...] = ()
    lines: list[str] = []
    in_code = False

    def close() -> None:
        text = "\n".join(lines).strip("\n")
        if text.strip():
            found.append(Part(labels, text))
        lines.clear()

    for line in body.split("\n"):
        in_code ^= bool(_FENCE.match(line))
        begin = None if in_code else _BEGIN.match(line.strip())
        if begin:
            close()
            labels = tuple(
                name.strip()[:60] for name in begin[1].split(",") if name.strip()
            )
        elif labels and not in_code and line.strip() == ":::":
            close()
            labels = ()
        else:
            lines.append(line)
    close()
    return found


def choices(body: str) -> list[str]:
    """All products the text speaks of, as they come."""
    names: dict[str, str] = {}
    for part in parts(body):
        for label in part.labels:
            names.setdefault(label.casefold(), label)
    return list(names.values())


def chosen(body: str, wishes: Sequence[str]) -> str:
    """The first of the wishes that this text speaks of; empty where it speaks of none."""
    known = {name.casefold(): name for name in choices(body)}
    return next((known[wish.casefold()] for wish in wishes if wish.casefold() in known), "")
