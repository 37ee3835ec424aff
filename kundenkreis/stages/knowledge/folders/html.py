"""A folder of HTML pages, as help centres have them: what is to be read, as Markdown. Nothing of a page is ever run."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from kundenkreis.core.language import LANGUAGES, guess
from kundenkreis.stages.knowledge.folders.page import Page, Unreadable, text_of
from kundenkreis.stages.knowledge.folders.writing import Writing

SKIPPED = {"script", "style", "nav", "header", "footer", "aside", "form", "svg", "iframe", "template", "noscript", "button", "select", "object", "math", "head"}  # fmt: skip
# Elements without an end: they hold nothing.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}  # fmt: skip
MAIN_IDS = {"displayarea", "content", "main", "main-content", "article"}
SPANS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}


def files(root: Path) -> list[Path]:
    """All of them, in the order of their names."""
    return sorted(path for path in [*root.rglob("*.html"), *root.rglob("*.htm")] if path.is_file())  # fmt: skip


def read(path: Path, root: Path, language: str) -> Page:
    """One page. `language`: where it does not say.

    :raises Unreadable: it has no title or nothing to read, or see `text_of`.
    """
    reader = Reader()
    reader.feed(text_of(path, root))
    reader.close()
    title, body = reader.title, reader.writing.text()
    if not title or len(body) < 20:
        raise Unreadable("has no title" if not title else "has nothing to read")
    said = reader.language[:2].lower()
    return Page(
        key=path.relative_to(root).as_posix(),
        title=title[:300],
        body=body,
        summary=reader.summary[:600],
        language=said if said in LANGUAGES else language or guess(body),
        base=reader.base,
    )


class Reader(HTMLParser):
    """Goes through one page and tells its writing what it meets. Never recurses, however deep a page is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.writing = Writing()
        self.language = self.summary = self.base = self._document_title = ""
        self._skipping: list[str] = []
        self._title: list[str] | None = None
        self._found_main = False

    @property
    def title(self) -> str:
        """Its first heading, else the document's title."""
        found = self.writing.first_heading or self._document_title
        return re.sub(r"\s+", " ", found).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = said.get("lang", "")
        elif tag == "base" and ":" not in said.get("href", ""):
            self.base = unquote(said.get("href", ""))
        elif tag == "meta" and said.get("name", "").lower() == "description":
            self.summary = re.sub(r"\s+", " ", said.get("content", "")).strip()
        elif tag == "title" and not self._document_title:
            self._title = []
        if tag in SKIPPED and tag != "head":
            self._skipping.append(tag)
        elif not self._skipping:
            self._begin(tag, said)

    def _begin(self, tag: str, said: dict[str, str]) -> None:
        if not self._found_main and _is_main(tag, said):
            # What stood above is the frame of the help centre.
            self._found_main = True
            self.writing = Writing()
        if tag in HEADINGS:
            self.writing.heading(HEADINGS[tag])
        elif tag in SPANS:
            self.writing.span(SPANS[tag])
        elif tag == "a":
            self.writing.link(unquote(said.get("href", "")))
        elif tag == "img":
            # An empty alt says that it shows nothing.
            if said.get("alt") != "":
                self.writing.picture(unquote(said.get("src", "")), said.get("alt", ""))
        else:
            self.writing.block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            self._document_title, self._title = "".join(self._title), None
        if self._skipping:
            if tag in self._skipping:
                while self._skipping.pop() != tag:
                    pass
            return
        if tag in SPANS:
            self.writing.span_ends(SPANS[tag])
        elif tag == "a":
            self.writing.link_ends()
        elif tag not in VOID:
            self.writing.block_ends(tag)

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        elif not self._skipping:
            self.writing.say(data)


def _is_main(tag: str, said: dict[str, str]) -> bool:
    return tag == "main" or said.get("role") == "main" or said.get("id", "").lower() in MAIN_IDS  # fmt: skip
