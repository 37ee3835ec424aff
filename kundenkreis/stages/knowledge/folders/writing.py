"""Markdown, written piece by piece: paragraphs, lists in lists, tables, spans, links."""

import re

# Deeper lists are drawn at this depth: nobody reads further in.
DEEPEST = 6
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_START = re.compile(r"^(#{1,6}(?=\s)|[+-](?=\s)|:::|=+$|-+$)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s)")
_SAFE = re.compile(r"^(https?://|mailto:|tel:|[^:/?#\s]+(?:[/?#]|$))", re.IGNORECASE)
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
# Elements that stand inside a line, or only hold others.
INSIDE = ("span", "u", "small", "code", "kbd", "tbody", "thead", "tr", "html", "body")
# So many spans within one another are no text.
MOST_OPEN = 20


def escaped(text: str) -> str:
    """Letters that mean something in Markdown mean themselves."""
    return _SPECIAL.sub(r"\\\1", text)


def _safe(href: str) -> str:
    return re.sub(r"[\s<>()\\]", lambda found: f"%{ord(found[0]):02X}", href)


class Writing:
    """What is written so far. Told by a reader what it meets, in order."""

    def __init__(self) -> None:
        self.first_heading = ""
        self._blocks: list[tuple[str, bool]] = []
        self._line: list[str] = []
        # Open spans and links: what they are, where in the line they began.
        self._open: list[tuple[str, int]] = []
        # Open lists: the number of the next item, 0 for points; and items whose sign is not drawn yet.
        self._lists: list[int] = []
        self._fresh = False
        self._level = 0
        self._code: list[str] | None = None
        self._rows: list[list[str]] | None = None
        self._head = False

    def text(self) -> str:
        """All of it."""
        self._flush()
        pieces: list[str] = []
        for block, close in self._blocks:
            pieces += ["\n" if close else "\n\n", block]
        return "".join(pieces).strip()

    def say(self, text: str) -> None:
        if self._code is not None:
            self._code.append(text)
        else:
            self._line.append(escaped(re.sub(r"\s+", " ", text)))

    def picture(self, source: str, alt: str) -> None:
        """Where it lies, and what it shows, where the page says it."""
        said = escaped(" ".join(alt.split())[:200])
        if self._code is None:
            self._line.append(
                f"![{said}]({_safe(source)})" if 0 < len(source) < 1000 else said
            )

    def heading(self, level: int) -> None:
        self._flush()
        self._level = level

    def span(self, sign: str) -> None:
        if self._code is None and sign not in [each for each, _start in self._open]:
            self._open.append((sign, len(self._line)))

    def span_ends(self, sign: str) -> None:
        if self._open and self._open[-1][0] == sign:
            _sign, start = self._open.pop()
            self._wrap(start, sign, sign)

    def link(self, href: str) -> None:
        if self._code is None and len(self._open) < MOST_OPEN:
            self._open.append((f"a {href.strip()}", len(self._line)))

    def link_ends(self) -> None:
        if not self._open or not self._open[-1][0].startswith("a "):
            return
        kind, start = self._open.pop()
        href = kind[2:]
        only_a_picture = "".join(self._line[start:]).strip().startswith("![")
        if _SAFE.match(href) and len(href) < 1000 and not only_a_picture:
            self._wrap(start, "[", f"]({_safe(href)})")

    def _wrap(self, start: int, before: str, after: str) -> None:
        inside = "".join(self._line[start:])
        core = inside.strip()
        if core:
            lead = " " if inside[:1] == " " else ""
            tail = " " if inside[-1:] == " " else ""
            self._line[start:] = [f"{lead}{before}{core}{after}{tail}"]

    def block(self, tag: str) -> None:
        """An element begins that stands for itself."""
        if tag == "br":
            self._line.append("\n")
        elif tag in ("ul", "ol"):
            self._flush()
            self._lists.append(1 if tag == "ol" else 0)
        elif tag in ("li", "dd"):
            self._flush()
            self._fresh = bool(self._lists)
        elif tag == "pre":
            self._flush()
            self._code = []
        elif tag in ("table", "tr", "td", "th"):
            self._table_begins(tag)
        elif tag not in INSIDE:
            self._flush()

    def _table_begins(self, tag: str) -> None:
        if tag == "table":
            self._flush()
            if self._rows is None:
                self._rows, self._head = [], False
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif self._rows is not None:
            self._line, self._open = [], []
            self._head |= tag == "th"

    def block_ends(self, tag: str) -> None:
        if tag == "pre" and self._code is not None:
            code = "".join(self._code).strip("\n").replace("```", "'''")
            self._code = None
            if code.strip():
                self._add(f"```\n{code}\n```")
        elif tag in ("ul", "ol"):
            self._flush()
            self._lists[-1:] = []
            self._fresh = False
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._take())
        elif tag == "table" and self._rows is not None:
            rows, self._rows = self._rows, None
            self._table(rows)
        elif tag not in INSIDE:
            self._flush()

    def _take(self) -> str:
        """The line so far, closed; and a new one begins."""
        text = "".join(self._line)
        self._line, self._open = [], []
        lines = [" ".join(line.split()) for line in text.split("\n")]
        return "\n".join(line for line in lines if line)

    def _flush(self) -> None:
        if self._code is not None:
            return
        if self._rows is not None:
            # Inside a cell everything is one line.
            self._line.append(" ")
            self._level = 0
            return
        text, level = self._take(), self._level
        if not text:
            return
        self._level = 0
        if level:
            text = _PICTURE.sub(r"\1", text)
            plain = re.sub(r"\\(.)", r"\1", re.sub(r"[*]", "", text.replace("\n", " ")))
            if not self.first_heading:
                self.first_heading = plain
                return
            self._add(f"{'#' * level} {' '.join(text.split())}")
        else:
            self._add("\n".join(_NUMBER.sub(r"\1\\\2", _START.sub(r"\\\1", line)) for line in text.split("\n")))  # fmt: skip

    def _add(self, block: str) -> None:
        """The block where it belongs: at the margin, or in its list."""
        depth = min(len(self._lists), DEEPEST)
        close = False
        if depth:
            number = self._lists[-1]
            sign = f"{number}. " if number else "- "
            before = "   " * (depth - 1)
            if self._fresh:
                lines = block.split("\n")
                block = "\n".join([before + sign + lines[0], *(before + "   " + line for line in lines[1:])])  # fmt: skip
                close = bool(self._blocks) and _in_list(self._blocks[-1][0])
                self._lists[-1] += 1 if number else 0
                self._fresh = False
            else:
                block = "\n".join(before + "   " + line for line in block.split("\n"))
        self._blocks.append((block, close))

    def _table(self, rows: list[list[str]]) -> None:
        """With two columns or more a table; boxes around a note are only its words."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        full = [place for place in range(width) if any(place < len(row) and row[place] for row in rows)]  # fmt: skip
        cells = [[row[place] if place < len(row) else "" for place in full] for row in rows]
        if len(full) < 2 or len(cells) < 2:
            for row in cells:
                for cell in row:
                    if cell:
                        self._add(cell)
            return
        head, body = (cells[0], cells[1:]) if self._head else ([""] * len(full), cells)
        lines = [head, ["---"] * len(full), *body]
        self._add("\n".join("| " + " | ".join(row) + " |" for row in lines))


def _in_list(block: str) -> bool:
    return bool(re.match(r"\s*(-|\d+\.) ", block))
