"""A bar for long work, on terminals only."""

import sys
from collections.abc import Collection, Iterator
from typing import TextIO, TypeVar

Item = TypeVar("Item")
WIDTH = 30


def progress(
    items: Collection[Item], label: str, stream: TextIO | None = None
) -> Iterator[Item]:
    """The items one by one; where somebody watches, a bar on standard error."""
    stream = stream or sys.stderr
    watched = stream.isatty()
    for number, item in enumerate(items, start=1):
        yield item
        if watched:
            full = WIDTH * number // len(items)
            bar = "█" * full + "░" * (WIDTH - full)
            stream.write(f"\r{label} {bar} {number}/{len(items)}")
            stream.flush()
    if watched and items:
        stream.write("\r\033[K")
        stream.flush()
