"""The table of transitions as a page for people: `make transitions` writes `docs/transitions.md`."""

import sys

from kundenkreis.stages.marketplace.transitions import (
    EFFECTS,
    GUARDS,
    NOTHING,
    TRANSITIONS,
    Transition,
)

HEAD = """# What may happen to a booking

Written by `make transitions` from `stages/marketplace/transitions.py`; do not edit by hand. The database keeps the same
rows (`kundenkreis_transition`) and lets a booking's history follow no others.

| name | from | to | by | endpoint | guard | effects | notices |
|---|---|---|---|---|---|---|---|
"""


def document() -> str:
    """The page, in Markdown."""
    rows = "".join(_row(each) for each in TRANSITIONS)
    return f"{HEAD}{rows}\n{_words('Guards', GUARDS)}\n{_words('Effects', EFFECTS)}"


def _row(each: Transition) -> str:
    start = "–" if each.start == NOTHING else each.start
    cells = [
        each.name,
        start,
        str(each.end.value),
        ", ".join(sorted(each.actors)),
        f"`POST bookings/{{id}}/{each.noun}`" if each.noun else "",
        each.guard,
        ", ".join(each.effects),
        ", ".join(each.notices),
    ]
    return f"| {' | '.join(cells)} |\n"


def _words(title: str, words: dict[str, str]) -> str:
    lines = "".join(f"- **{name}**: {sentence}.\n" for name, sentence in words.items())
    return f"## {title}\n{lines}"


if __name__ == "__main__":
    sys.stdout.write(document())
