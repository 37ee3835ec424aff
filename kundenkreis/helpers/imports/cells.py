"""One record of a table as clean data about one helper, or everything that is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.brands.models import PostalCode, ServicePackage
from kundenkreis.core import text as texts
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers import queries, rules
from kundenkreis.helpers.calendar import stretches
from kundenkreis.helpers.imports.report import Trouble
from kundenkreis.helpers.imports.table import Record
from kundenkreis.people.actions import address

LEVELS = {"1": 1, "basic": 1, "2": 2, "good": 2, "3": 3, "expert": 3}
Week = list[tuple[int, time, time]]
YES = {"yes", "ja", "oui", "sì", "si", "true", "1", "x", "j", "y"}
NO = {"no", "nein", "non", "false", "0", "n"}
# How languages are called in each of them; the first two letters decide where they can.
SPOKEN = {
    "de": "de", "ge": "de", "al": "de", "te": "de", "en": "en", "an": "en", "in": "en",
    "fr": "fr", "it": "it",
}  # fmt: skip
# By the first three letters, or by the two that Germans write.
DAYS = (
    ("mo", "mon", "lun"), ("di", "die", "tue", "mar"), ("mi", "mit", "wed", "mer"), ("do", "don", "thu", "jeu", "gio"),
    ("fr", "fre", "fri", "ven"), ("sa", "sam", "sat", "sab"), ("so", "son", "sun", "dim", "dom"),
)  # fmt: skip
_PART = re.compile(r"^\s*([^\W\d_]+)\.?\s*(?:[-–—]\s*([^\W\d_]+)\.?)?\s*:?\s+(.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line says about a helper. What is None, it leaves as it is."""

    number: int
    email: str
    name: str
    phone: str
    place: PostalCode
    languages: tuple[str, ...]
    radius_km: int | None
    travel_buffer: int | None
    capacity: int | None
    about: str | None
    professional: bool | None
    packages: tuple[ServicePackage, ...]
    skills: dict[str, int]
    week: Week | None


@dataclass(slots=True)
class Cells:
    """Reads the cells of one file; remembers places, services and who came before."""

    country: str
    packages: Mapping[str, ServicePackage]
    skills: Sequence[str] = ()
    _places: dict[tuple[str, str], PostalCode | None] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    def line(self, record: Record) -> Line | list[Trouble]:
        """The record as clean data, or all that is wrong with it."""
        troubles: list[Trouble] = []

        def clean(name: str, how: Callable[[str], Any], otherwise: Any = None) -> Any:
            try:
                return how(record.cells.get(name, ""))
            except Invalid as invalid:
                head = record.heads.get(name, name)
                troubles.append(Trouble(record.line, head, invalid.sentence))
                return otherwise

        country = record.cells.get("country", "").upper()[:2] or self.country
        place = clean("postal_code", lambda cell: self._place(cell, country), None)
        line = {
            "number": record.line,
            "email": clean("email", lambda cell: self._email(cell, record.line), ""),
            "name": clean(*_name(record)),
            "phone": texts.tidy(record.cells.get("phone", ""))[:30],
            "place": place,
            "languages": clean("languages", _languages, ()),
            "radius_km": clean("radius_km", lambda cell: _number(cell, 1, 50), None),
            "travel_buffer": clean(
                "travel_buffer", lambda cell: _number(cell, 0, 240), None
            ),
            "capacity": clean("capacity", lambda cell: _number(cell, 1, 12), None),
            "about": texts.tidy(record.cells.get("about", ""))[:2000] or None,
            "professional": clean("professional", _yes_or_no, None),
            "packages": clean("packages", self._packages, ()),
            "skills": clean("skills", self._skills, {}),
            "week": clean("hours", _week, None),
        }
        return troubles or Line(**line)

    def _email(self, cell: str, number: int) -> str:
        email = address(cell)
        before = self._seen.setdefault(email, number)
        if before != number:
            words = _("This address stands in line {line} already. Please take one of the two away.")  # fmt: skip
            raise Invalid("twice", words.format(line=before))
        return email

    def _place(self, cell: str, country: str) -> PostalCode | None:
        key = (cell, country)
        if key not in self._places:
            try:
                self._places[key] = queries.postal_code(cell, country=country)
            except Invalid:
                self._places[key] = None
        if self._places[key] is None:
            raise Invalid("unknown_postal_code", _("We do not know this postal code. Please check it. Example: 8004"))  # fmt: skip
        return self._places[key]

    def _packages(self, cell: str) -> tuple[ServicePackage, ...]:
        words = [word for word in re.split(r"[\s,;|/+]+", cell.lower()) if word]
        unknown = [word for word in words if word not in self.packages]
        if unknown:
            sentence = _("There is no service «{name}». There are: {names}.")
            raise Invalid("unknown_package", sentence.format(name=unknown[0], names=", ".join(sorted(self.packages))))  # fmt: skip
        return tuple(self.packages[word] for word in dict.fromkeys(words))

    def _skills(self, cell: str) -> dict[str, int]:
        """`wifi:good, phones:3`: how well she knows what."""
        found = {}
        for word in filter(None, re.split(r"[\s,;|/+]+", cell.lower())):
            slug, _colon, level = word.partition(":")
            if slug not in self.skills:
                sentence = _("There is no skill «{name}». There are: {names}.")
                raise Invalid("unknown_skill", sentence.format(name=slug, names=", ".join(self.skills)))  # fmt: skip
            if level not in LEVELS:
                sentence = _("Please say how well, like this: {skill}:good. There are: basic, good, expert.")  # fmt: skip
                raise Invalid("bad_level", sentence.format(skill=slug))
            found[slug] = LEVELS[level]
        return found


def _name(record: Record) -> tuple[str, Callable[[str], str], str]:
    column = "name" if "name" in record.heads else "first_name"

    def whole(_cell: str) -> str:
        parts = (record.cells.get(key, "") for key in ("name", "first_name", "last_name"))
        name = " ".join(texts.tidy(" ".join(parts)).split())[:80]
        if not name:
            raise Invalid("empty", _("Please give a name."))
        return name

    return column, whole, ""


def _languages(cell: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"[\s,;|/+]+", cell.lower()) if word]
    codes = [SPOKEN.get(word[:2], "") for word in words]
    if "" in codes:
        sentence = _("We do not know the language «{name}». Please write de, en, fr or it.")
        raise Invalid("unknown_language", sentence.format(name=words[codes.index("")]))
    return tuple(code for code in LANGUAGES if code in codes)


def _number(cell: str, least: int, most: int) -> int | None:
    digits = re.sub(r"\s*(km|min|minutes|minuten)\.?$", "", cell.strip().lower())
    if not digits:
        return None
    return rules.within(
        int(digits) if re.fullmatch(r"\d{1,9}", digits) else -1, least, most, "", 0
    )


def _yes_or_no(cell: str) -> bool | None:
    word = cell.strip().lower()
    if word and word not in YES | NO:
        raise Invalid("bad_word", _("Please write yes or no."))
    return word in YES if word else None


def _week(cell: str) -> Week | None:
    """`Mo–Fr 8–12, 14–18; Sa 9–12`: days, then hours; parts separated by semicolons or lines."""
    week: Week = []
    for part in filter(str.strip, re.split(r"[;|\n]", cell)):
        try:
            days, hours = _days(part)
            week += [(day, *stretch) for day in days for stretch in stretches(hours)]
        except ValueError:
            sentence = _("Please write hours like this: Mo–Fr 8–12, 14–18; Sa 9–12")
            raise Invalid("bad_hours", sentence) from None
    return sorted(set(week)) or None


def _days(part: str) -> tuple[list[int], str]:
    """The weekdays that a part begins with, and the rest."""
    found = _PART.match(part)
    if not found:
        raise ValueError(part)
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    return [(first + n) % 7 for n in range((last - first) % 7 + 1)], found[3]


def _day(word: str) -> int:
    word = word.lower()
    for number, names in enumerate(DAYS):
        if (word[:3] if len(word) > 2 else word) in names:
            return number
    raise ValueError(word)
