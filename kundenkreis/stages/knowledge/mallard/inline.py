"""Words within a line: names of buttons, keys, commands, links."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kundenkreis.stages.knowledge.mallard.conditions import chosen, holds
from kundenkreis.stages.knowledge.mallard.page import local, words

STRONG = {"gui", "app"}
CODE = {"cmd", "code", "file", "sys", "input", "output", "key", "var"}

# Where a reference leads: address (None when that page is not here) and title of its page.
Resolve = Callable[[str], tuple[str | None, str]]


@dataclass(slots=True)
class Inline:
    """Writes lines. `skipped` counts pictures that were left out."""

    resolve: Resolve
    skipped: int = 0

    def line(self, element: Element | None) -> str:
        """The element's content on one line of Markdown."""
        if element is None:
            return ""
        parts = [escaped(element.text or "")]
        for child in element:
            if holds(child):
                parts.append(self._marked(child))
            parts.append(escaped(child.tail or ""))
        return re.sub(r"\s+", " ", "".join(parts))

    def _marked(self, element: Element) -> str:
        name = local(element)
        if name == "link" or element.get("xref"):
            return self._link(element)
        if name in CODE:
            return _code(words(element))
        special = {"keyseq": self._keys, "guiseq": self._way, "choose": self._choice, "media": self._media}  # fmt: skip
        if name in special:
            return special[name](element)
        inside = self.line(element)
        if name in STRONG:
            return wrapped(inside.replace("**", ""), "**")
        return wrapped(inside.replace("*", ""), "*") if name == "em" else inside

    def _keys(self, element: Element) -> str:
        keys = [self._marked(key).strip() for key in element if local(key)]
        return "+".join(keys) or escaped(words(element))

    def _way(self, element: Element) -> str:
        return " › ".join(self._marked(part) for part in element if local(part))

    def _choice(self, element: Element) -> str:
        return " ".join(self.line(part) for part in chosen(element))

    def _media(self, element: Element) -> str:
        """A picture is left out; what its author wrote in its place is not."""
        self.skipped += 0 if words(element) else 1
        return self.line(element)

    def _link(self, element: Element) -> str:
        text = self.line(element)
        if local(element) != "link":
            text = wrapped(escaped(words(element)), "**")
        if xref := element.get("xref"):
            address, title = self.resolve(xref)
            text = text.strip() or escaped(title)
            return f"[{text}]({address})" if address else text
        address = element.get("href", "")
        if address.startswith(("http://", "https://", "mailto:")):
            return f"[{text.strip() or escaped(address)}](<{address}>)"
        return text


def escaped(text: str) -> str:
    """Plain text whose signs mean nothing in Markdown."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", re.sub(r"\s+", " ", text))


def wrapped(text: str, mark: str) -> str:
    """Marks stand at letters, not at spaces, or Markdown shows them."""
    bare = text.strip()
    if not bare:
        return text
    return (
        f"{' ' if text[0] == ' ' else ''}{mark}{bare}{mark}{' ' if text[-1] == ' ' else ''}"
    )


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""
