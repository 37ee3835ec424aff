"""What people wrote in an old forum, in our Markdown."""

import re

_OPEN = re.compile(r"\[quote(?:=[^\]\n]{0,200})?\]", re.IGNORECASE)
_CLOSE = re.compile(r"\[/quote\]", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)")
DEEPEST = 3
LONGEST = 50_000


def in_markdown(raw: str) -> str:
    """Quotes in brackets become quoted lines, at most three deep; pictures leave their words.

    Of an endless post the beginning, cut at a word.
    """
    text = raw[: LONGEST * 2]
    text = _OPEN.sub("\n\\g<0>\n", text)
    text = _CLOSE.sub("\n\\g<0>\n", text)
    lines, depth = [], 0
    for line in text.splitlines():
        bare = line.strip()
        if _OPEN.fullmatch(bare):
            depth += 1
        elif _CLOSE.fullmatch(bare):
            depth = max(0, depth - 1)
            lines.append("")
        elif depth <= DEEPEST and (bare or not depth):
            lines.append("> " * depth + _PICTURE.sub(r"\1", line))
    whole = "\n".join(lines).strip()
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
