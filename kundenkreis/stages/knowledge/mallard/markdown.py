"""A page's blocks in Markdown: what readers see stays, what only a help viewer can do goes.

Source: projectmallard.org/1.1/.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from kundenkreis.stages.knowledge.mallard.conditions import chosen, holds
from kundenkreis.stages.knowledge.mallard.inline import Inline, escaped
from kundenkreis.stages.knowledge.mallard.page import (
    XML,
    Page,
    children,
    local,
    neighbour,
    words,
)
from kundenkreis.stages.knowledge.pictures import Pictures

NOTES = {
    "de": {"": "Hinweis", "tip": "Tipp", "important": "Wichtig", "warning": "Achtung"},
    "en": {"": "Note", "tip": "Tip", "important": "Important", "warning": "Warning"},
    "fr": {"": "Remarque", "tip": "Astuce", "important": "Important", "warning": "Attention"},
    "it": {"": "Nota", "tip": "Suggerimento", "important": "Importante", "warning": "Attenzione"},
}  # fmt: skip
UNSEEN = {"info", "title", "subtitle", "comment", "desc"}

# Pages that hang below a page or section: (group, title, address).
Below = Callable[[str], Sequence[tuple[str, str, str]]]


@dataclass(slots=True)
class Writer:
    """Writes one page. `inline.skipped` counts pictures and films that were left out."""

    language: str
    folder: Path
    inline: Inline
    below: Below
    pictures: Pictures | None = None
    title: str = ""
    listed: set[str] = field(default_factory=set)

    def page(self, page: Page) -> str:
        """The page's body in Markdown, without its title."""
        self.title = escaped(page.title)
        return "\n\n".join(self.section(page.root, page.id, depth=1)).strip() + "\n"

    def section(self, element: Element, target: str, *, depth: int) -> list[str]:
        """Blocks of a page or section, then the pages that hang below it and were not listed."""
        blocks: list[str] = []
        for child in element:
            name = local(child)
            if name == "section" and holds(child):
                anchor = f"{target.partition('#')[0]}#{_id(child)}"
                title = self.inline.line(next(iter(children(child, "title")), None))
                inside = self.section(child, anchor, depth=depth + 1)
                if inside:
                    heading = f"{'#' * min(depth + 1, 4)} {title}"
                    blocks += [heading, *inside] if title else inside
            elif name == "links":
                blocks += self.links(child, target)
            else:
                blocks += self.block(child)
        rest = [row for row in self.below(target) if row[2] not in self.listed]
        return blocks + self._link_list(rest)

    def links(self, element: Element, target: str) -> list[str]:
        if element.get("type") != "topic":
            return []
        groups = (element.get("groups") or "").split()
        rows = [
            row
            for row in self.below(target)
            if (row[0] in groups if groups else row[2] not in self.listed)
        ]
        title = next(iter(children(element, "title")), None)
        listed = self._link_list(rows)
        return [f"**{words(title)}**", *listed] if title is not None and listed else listed

    def _link_list(self, rows: Iterable[tuple[str, str, str]]) -> list[str]:
        rows = list(rows)
        self.listed |= {href for _group, _title, href in rows}
        return (
            ["\n".join(f"- [{escaped(title)}]({href})" for _group, title, href in rows)]
            if rows
            else []
        )

    def blocks(self, elements: Iterable[Element]) -> list[str]:
        return [text for element in elements for text in self.block(element)]

    def block(self, element: Element) -> list[str]:
        """One element as paragraphs, lists, quotes."""
        name = local(element)
        if not name or name in UNSEEN or not holds(element):
            return []
        writers: dict[str, Callable[[Element], list[str]]] = {
            "p": self._paragraph, "list": self._list, "steps": self._list, "tree": self._list,
            "terms": self._terms, "note": self._note, "table": self._table, "screen": _screen,
            "code": _screen, "listing": _screen, "synopsis": _screen, "media": self._media,
            "figure": self._figure, "choose": self._choice,
        }  # fmt: skip
        return writers.get(name, self.blocks)(element)

    def _paragraph(self, element: Element) -> list[str]:
        """A paragraph must not look like a heading, list or number."""
        text = self.inline.line(element).strip()
        if re.match(r"[#+-]", text):
            text = "\\" + text
        return [re.sub(r"^(\d+)([.)])", r"\1\\\2", text)] if text else []

    def _choice(self, element: Element) -> list[str]:
        return self.blocks(chosen(element))

    def _figure(self, element: Element) -> list[str]:
        caption = words(next(iter(children(element, "desc")), None))
        before, self.title = self.title, caption or self.title
        inside = self.blocks(element)
        self.title = before
        return inside + ([f"*{escaped(caption)}*"] if caption else [])

    def _code(self, element: Element, pictures: Pictures) -> str:
        return pictures.code(
            element.get("src", ""), words(element) or self.title, self.language
        )

    def _media(self, element: Element) -> list[str]:
        """A picture comes along with what its author wrote in its place; of anything else only that."""
        if self.pictures and (code := self._code(element, self.pictures)):
            return [code]
        instead = self.blocks(element)
        self.inline.skipped += 0 if instead else 1
        return instead

    def _titled(self, element: Element) -> list[str]:
        title = self.inline.line(next(iter(children(element, "title")), None))
        return [f"**{title.replace('**', '')}**"] if title else []

    def _list(self, element: Element) -> list[str]:
        numbered = local(element) == "steps" or "numbered" in (element.get("style") or "")
        lines = []
        items = [item for item in children(element, "item") if holds(item)]
        for number, item in enumerate(items, start=1):
            mark = f"{number}. " if numbered else "- "
            inside = self.blocks(item)
            if inside:
                lines.append(mark + _indented("\n\n".join(inside), len(mark)))
        return self._titled(element) + (["\n".join(lines)] if lines else [])

    def _terms(self, element: Element) -> list[str]:
        lines = []
        for item in children(element, "item"):
            titles = [self.inline.line(title) for title in children(item, "title")]
            head = ", ".join(f"**{title.replace('**', '')}**" for title in titles)
            inside = "\n\n".join([head, *self.blocks(item)])
            lines.append("- " + _indented(inside, 2))
        return self._titled(element) + (["\n".join(lines)] if lines else [])

    def _note(self, element: Element) -> list[str]:
        styles = (element.get("style") or "").split()
        names = NOTES.get(self.language, NOTES["en"])
        kind = next((names[style] for style in styles if style in names), names[""])
        own = words(next(iter(children(element, "title")), None))
        inside = self.blocks(element)
        if not inside:
            return []
        return [_quoted("\n\n".join([f"**{escaped(own or kind)}**", *inside]))]

    def _table(self, element: Element) -> list[str]:
        """Rows as a list: readable on a telephone, and most of these tables have no head."""
        lines = []
        for row in _rows(element, self.folder):
            cells = [
                " ".join(" ".join(self.blocks(cell)).split())
                for cell in children(row, "td")
            ]
            cells = [cell for cell in cells if cell]
            if cells:
                lines.append("- " + " – ".join(cells))
        return self._titled(element) + (["\n".join(lines)] if lines else [])


def _rows(table: Element, folder: Path) -> list[Element]:
    rows: list[Element] = []
    for child in table:
        name = local(child)
        if name == "tr" and holds(child):
            rows.append(child)
        elif name in ("thead", "tbody", "tfoot"):
            rows += _rows(child, folder)
        elif name == "include":
            rows += _included(child, folder)
    return rows


def _included(include: Element, folder: Path) -> list[Element]:
    """Rows that another page lends by `xpointer`."""
    tree = neighbour(folder, include.get("href", ""))
    wanted = include.get("xpointer", "")
    if tree is None or not wanted:
        return []
    return [row for row in tree.iter() if local(row) == "tr" and _id(row) == wanted]


def _screen(element: Element) -> list[str]:
    return [f"```\n{''.join(element.itertext()).strip()}\n```"]


def _id(element: Element) -> str:
    return element.get("id") or element.get(f"{XML}id") or ""


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by).replace("\n" + " " * by + "\n", "\n\n")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
