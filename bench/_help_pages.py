"""Real help pages as questions and texts: title, description or first paragraph, and the body without both."""

import random
import re
from html import unescape
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

FOLDERS = {"de": "de", "en": "C", "fr": "fr", "it": "it"}
# By page: title, description, body.
Pages = dict[UUID, tuple[str, str, str]]


def mallard(folder: Path, language: str) -> Pages:
    """gnome-user-docs (Mallard): pages of type topic with title and description, read as the importer reads them."""
    from kundenkreis.stages.knowledge.mallard.inline import Inline
    from kundenkreis.stages.knowledge.mallard.markdown import Writer
    from kundenkreis.stages.knowledge.mallard.page import read
    from kundenkreis.stages.knowledge.queries import plain

    pages = {page.id: page for page in map(read, sorted(folder.glob("*.page")))}

    def resolve(xref: str) -> tuple[str | None, str]:
        key = xref.partition("#")[0]
        return None, pages[key].title if key in pages else key

    return {
        uuid5(NAMESPACE_URL, page.id): (page.title, page.summary, plain(Writer(language, folder, Inline(resolve), lambda _target: ()).page(page)))
        for page in pages.values()
        if page.root.get("type") == "topic" and page.summary
    }  # fmt: skip


def html(folder: Path, languages: list[str], sample: int) -> dict[str, Pages]:
    """HTML help (libreoffice-help-*): the same file names in a folder a language; heading, first paragraph, rest."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    for code in languages:
        place = folder / {"en": "en-US"}.get(code, code)
        found[code] = {}
        for path in sorted(place.rglob("*.html")):
            text = path.read_text(errors="ignore").partition('id="DisplayArea"')[2].partition(">")[2]  # fmt: skip
            text = re.sub(r"(?s)<(script|style|svg).*?</\1>", "", text)
            text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(/p|/h\d|br|/li|/td)[^>]*>", "\n", text)))  # fmt: skip
            lines = [line for line in map(str.strip, text.splitlines()) if line]
            if len(lines) > 3 and len(text) > 300:
                found[code][str(path.relative_to(place))] = (lines[0], lines[1], "\n".join(lines[2:]))  # fmt: skip
    names = sorted(set.intersection(*map(set, found.values())))
    random.Random(1).shuffle(names)
    return {
        code: {uuid5(NAMESPACE_URL, name): rows[name] for name in names[:sample]}
        for code, rows in found.items()
    }
