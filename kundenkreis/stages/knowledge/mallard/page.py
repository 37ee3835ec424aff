"""One `.page` file: its title, what it is about, its licence, where it hangs. Mallard 1.0 and 1.1.

Source: projectmallard.org/1.1/. Files come from strangers: entities and DTDs are refused by
defusedxml, and an include reads only a neighbour in the same folder.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

XML = "{http://www.w3.org/XML/1998/namespace}"
MAX_BYTES = 2_000_000
# Who made it, in the order in which they are named.
CREDITED = ("author", "editor", "translator", "copyright")


class Unreadable(Exception):
    """This file is no page we can take; says why."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The page hangs below another one: below the page itself or one of its sections."""

    page: str
    section: str
    group: str


@dataclass(slots=True)
class Page:
    """What stands in one file. `root` is the tree without its includes resolved away."""

    id: str
    title: str
    summary: str
    root: Element
    overview: bool
    licence: str = ""
    licence_url: str = ""
    credits: str = ""
    guides: list[Guide] = field(default_factory=list)


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Element | None) -> str:
    """All text inside, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def children(element: Element, *names: str) -> list[Element]:
    """Direct children of these names."""
    return [child for child in element if local(child) in names]


def read(path: Path) -> Page:
    """The page in this file.

    :raises Unreadable: not XML, not a page, without id or title, or too large.
    """
    root = _tree(path)
    if local(root) != "page":
        raise Unreadable(f"not a page but <{local(root)}>")
    page_id = root.get("id") or path.stem
    title = next((words(child) for child in children(root, "title")), "")
    if not title:
        raise Unreadable("has no title")
    info = next(iter(children(root, "info")), None)
    page = Page(
        id=page_id,
        title=title,
        summary=words(next(iter(children(info, "desc")), None)) if info is not None else "",
        root=root,
        overview=root.get("type") == "guide" and not _says_something(root),
    )
    if info is not None:
        _about(page, info, path.parent)
    return page


def _about(page: Page, info: Element, folder: Path) -> None:
    page.guides = [
        Guide(*_target(link.get("xref", "")), link.get("group", ""))
        for link in children(info, "link")
        if link.get("type") == "guide"
    ]
    page.credits = ", ".join(
        dict.fromkeys(
            name
            for kind in CREDITED
            for credit in children(info, "credit")
            if kind in (credit.get("type") or "").split()
            for name in [words(next(iter(children(credit, "name")), None))]
            if name
        )
    )
    licence = next(iter(children(info, "license")), None) or _included_licence(info, folder)
    if licence is not None:
        page.licence, page.licence_url = words(licence), licence.get("href", "")


def _included_licence(info: Element, folder: Path) -> Element | None:
    for include in children(info, "include"):
        name = include.get("href", "")
        tree = neighbour(folder, name)
        if tree is not None and local(tree) == "license":
            return tree
    return None


def neighbour(folder: Path, name: str) -> Element | None:
    """The tree of a file beside the page; None when it is missing, unreadable or elsewhere."""
    if not name or Path(name).name != name:
        return None
    try:
        return _tree(folder / name)
    except Unreadable:
        return None


@lru_cache(maxsize=32)
def _cached(path: Path, _changed: int) -> Element:
    tree = parse(path).getroot()
    if tree is None:
        raise Unreadable("is empty")
    return tree


def _tree(path: Path) -> Element:
    try:
        facts = path.stat()
        if facts.st_size > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB")
        return _cached(path, facts.st_mtime_ns)
    except OSError as trouble:
        raise Unreadable("cannot be opened") from trouble
    except (ParseError, DefusedXmlException, UnicodeError, ValueError) as trouble:
        raise Unreadable(f"is not readable XML ({type(trouble).__name__})") from trouble


def _target(xref: str) -> tuple[str, str]:
    page, _hash, section = xref.partition("#")
    return page, section


def _says_something(root: Element) -> bool:
    """Whether a guide has sentences of its own besides its list of pages."""
    return any(local(element) == "p" for element in root.iter())
