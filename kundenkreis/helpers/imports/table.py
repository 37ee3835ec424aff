"""CSV as programs write it: any of the usual encodings and separators, line breaks inside quotes.

A quotation mark that is never closed costs its own line, not the rest of the file.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers.imports.report import Trouble

MOST_BYTES = 20_000_000
MOST_LINES = 100_000
# A cell that goes on for longer has lost its closing mark.
LONGEST_CELL = 50
SEPARATORS = ";,\t"
# What the columns may be called, in our languages; compared in small letters, without marks between words.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "mail", "emailaddress", "emailadresse", "courriel", "adressemail", "indirizzoemail"),
    "name": ("name", "fullname", "nom", "nome", "nomcomplet"),
    "first_name": ("firstname", "givenname", "vorname", "prénom", "prenom", "primonome"),
    "last_name": ("lastname", "surname", "familyname", "nachname", "familienname", "nomdefamille", "cognome"),
    "phone": ("phone", "mobile", "telephone", "telefon", "handy", "mobil", "téléphone", "portable", "telefono", "cellulare"),
    "postal_code": ("postalcode", "postcode", "zip", "zipcode", "plz", "postleitzahl", "npa", "codepostal", "cap"),
    "country": ("country", "land", "pays", "paese"),
    "languages": ("languages", "language", "sprachen", "sprache", "langues", "langue", "lingue", "lingua"),
    "radius_km": ("radiuskm", "radius", "umkreis", "umkreiskm", "rayon", "rayonkm", "raggio", "raggiokm"),
    "travel_buffer": ("travelbuffer", "buffer", "wegzeit", "pause", "tempsdetrajet", "tempodiviaggio"),
    "capacity": ("capacity", "visitsaday", "einsätzeprotag", "einsaetzeprotag", "visitesparjour", "visitealgiorno"),
    "about": ("about", "überuns", "übermich", "uebermich", "beschreibung", "apropos", "descrizione"),
    "professional": ("professional", "gewerblich", "professionnel", "professionale"),
    "packages": ("packages", "services", "leistungen", "prestations", "prestazioni"),
    "skills": ("skills", "kenntnisse", "fähigkeiten", "compétences", "competenze"),
    "hours": ("hours", "zeiten", "stunden", "heures", "horaires", "orari", "ore"),
}  # fmt: skip
NEEDED = ("email", "postal_code")


@dataclass(frozen=True, slots=True)
class Record:
    """One line's cells by our column names; `heads` says what the file calls them."""

    line: int
    cells: Mapping[str, str]
    heads: Mapping[str, str]


def read(data: bytes) -> Iterator[Record | Trouble]:
    """Every record of the file after the head.

    :raises Invalid: `empty`, `too_large`, `no_such_columns` with the columns that are missing.
    """
    if len(data) > MOST_BYTES:
        raise _invalid(
            "too_large", _("This file is too large. Please send at most 100,000 lines.")
        )
    rows = _rows(decoded(data))
    first = next(rows, None)
    if first is None or isinstance(first, Trouble):
        raise _invalid("empty", _("There is nothing in this file."))
    heads = _heads(first[1])
    return _records(rows, heads, first[1])


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else what Windows and old programs write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _rows(text: str) -> Iterator[tuple[int, list[str]] | Trouble]:
    """(number of its first line, cells) of each record that says anything."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number, width, separator = 0, 0, ","
    while number < len(lines):
        if not lines[number].strip(" \t;,"):
            number += 1
            continue
        separator = separator if width else max(SEPARATORS, key=lines[number].count)
        taken = _taken(lines, number)
        cells = _cells(
            "\n".join(lines[number : number + taken]), separator, strict=taken > 1
        )
        if taken > 1 and (not cells or len(cells) > (width or len(cells))):
            taken = 0  # two open marks have met
        if taken == 0:
            yield Trouble(number + 1, "", _("A quotation mark is not closed. Please close it or take it away."))  # fmt: skip
            number += 1
            continue
        yield number + 1, cells
        width, number = width or len(cells), number + taken


def _taken(lines: Sequence[str], number: int) -> int:
    """How many lines the record that begins here takes; 0: its quotation mark is never closed."""
    marks = 0
    for taken, line in enumerate(lines[number : number + LONGEST_CELL], start=1):
        marks += line.count('"')
        if marks % 2 == 0:
            return taken
    return 0


def _cells(text: str, separator: str, *, strict: bool) -> list[str]:
    """The cells; none where words follow a closing mark and we are strict."""
    try:
        found = next(csv.reader([text], delimiter=separator, strict=strict), [])
    except csv.Error:  # a cell beyond the reader's limit
        found = [] if strict else text.split(separator)
    return [cell.strip() for cell in found]


def _heads(titles: Sequence[str]) -> dict[str, int]:
    """Where each of our columns stands."""
    plain = [
        "".join(letter for letter in title.lower() if letter.isalnum()) for title in titles
    ]
    found = {
        name: next(plain.index(word) for word in words if word in plain)
        for name, words in COLUMNS.items()
        if set(words) & set(plain)
    }
    missing = [name for name in NEEDED if name not in found]
    if not {"name", "first_name"} & found.keys():
        missing.append("name")
    if missing:
        raise _invalid(
            "no_such_columns",
            _("The first line must name the columns. Missing: {columns}.").format(columns=", ".join(missing)),
        )  # fmt: skip
    return found


def _records(
    rows: Iterator[tuple[int, list[str]] | Trouble],
    heads: Mapping[str, int],
    titles: Sequence[str],
) -> Iterator[Record | Trouble]:
    called = {name: titles[where] for name, where in heads.items()}
    for count, row in enumerate(rows):
        if count >= MOST_LINES:
            raise _invalid("too_large", _("This file is too large. Please send at most 100,000 lines."))  # fmt: skip
        if isinstance(row, Trouble):
            yield row
        elif len(row[1]) > len(titles) and any(row[1][len(titles) :]):
            words = _("There are {count} cells under {heads} columns. Please put text with separators into quotation marks.")  # fmt: skip
            yield Trouble(row[0], "", words.format(count=len(row[1]), heads=len(titles)))
        else:
            cells = {name: row[1][where] if where < len(row[1]) else "" for name, where in heads.items()}  # fmt: skip
            yield Record(row[0], cells, called)


def _invalid(reason: str, sentence: str) -> Invalid:
    return Invalid(reason, sentence, {"file": sentence})
