"""Collects the sentences of pages and code, merges them into the catalogues and compiles these.

`make messages` writes the same bytes however often it runs: no dates, no places in files. A new
sentence stays empty until someone translates it; `tests/test_messages.py` names what is missing.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "kundenkreis" / "locale"
# English is the language of the ids and needs no catalogue.
LANGUAGES = ("de", "fr", "it")
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(
    ["gettext_lazy", "gettext_noop", "ngettext_lazy:1,2", "pgettext_lazy:1c,2", "_l"]
)
UNCHANGING = datetime(2026, 1, 1, tzinfo=UTC)


def collected() -> Catalog:
    """Every sentence that pages and code say."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call] # Babel has no types here
    found = Catalog()
    for file, line, words, _comments, context in extract_from_dir(
        ROOT / "kundenkreis", methods, options, KEYWORDS
    ):
        found.add(words, locations=[(file, line)], context=context)
    return found


def sentences(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalog if message.id)


def path_of(language: str) -> Path:
    """Where a language's sentences stand."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def translated(language: str) -> Catalog:
    """The catalogue as it stands; empty for a new language."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, found: Catalog) -> Catalog:
    """The found sentences with their translations; what nobody says any more is left out."""
    known = translated(language)
    catalog = Catalog(
        locale=language, project="Kundenkreis", version="0", header_comment="#", fuzzy=False,
        creation_date=UNCHANGING, revision_date=UNCHANGING,
        last_translator="Kundenkreis", language_team="Kundenkreis",
    )  # fmt: skip
    for message in sentences(found):
        before = known.get(message.id, message.context)
        catalog.add(
            message.id,
            before.string if before else None,
            locations=message.locations,
            context=message.context,
        )
    return catalog


def write(language: str, catalog: Catalog) -> None:
    """The catalogue for people, and compiled for the platform."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, no_location=True, sort_by_file=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, translated(language))


if __name__ == "__main__":
    said = collected()
    for code in LANGUAGES:
        write(code, merged(code, said))
