"""Signs of spam, each with its points and its sentence for moderators; never a list of forbidden words. Pure.

Bands after Mozilla Kitsune (kitsune/llm/spam/classifier.py): 75 and more is hidden until a person has looked,
more than 60 is shown and looked at, the rest is published. The points are ours.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

HIDE, LOOK = 75, 60
NEW = timedelta(days=1)
# Of two texts that differ in a few words so many of 64 bits differ at most.
NEAR = 6
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://|www\.)([^/\s:?#]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+", re.UNICODE)
# So many letters say enough to be called a copy.
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Sign:
    """What was seen, and how much it counts."""

    points: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What is known of who wrote it. `copies`: earlier texts of the last week that say nearly the same."""

    age: timedelta
    known: bool
    copies: int = 0
    own_copies: int = 0


def signs(raw: str, writer: Writer, *, own_hosts: Collection[str] = ()) -> list[Sign]:
    """Everything that looks like spam in this text, as it was typed."""
    found = [
        *_links(raw, writer, own_hosts),
        *_copies(writer),
        *_letters(raw),
    ]
    if found and writer.age < NEW and not writer.known:
        found.append(Sign(15, _("The account is less than a day old.")))
    return found


def score(found: Collection[Sign]) -> int:
    """0 to 100."""
    return min(100, sum(sign.points for sign in found))


def _links(raw: str, writer: Writer, own_hosts: Collection[str]) -> list[Sign]:
    ours = {host.lower() for host in own_hosts}
    links = [link for link in _LINK.findall(raw) if _host(link) not in ours]
    if not links:
        return []
    known = 0.4 if writer.known else 1.0
    found = []
    many = {1: 15, 2: 35}.get(len(links), 55)
    sentence = _("{count} links lead elsewhere.").format(count=len(links))
    found.append(Sign(round(many * known), sentence))
    share = sum(map(len, links)) / max(1, len(raw.strip()))
    if share > 0.4:
        found.append(Sign(round(25 * known), _("Most of the text is links.")))
    return found


def _host(link: str) -> str:
    match = _HOST.match(link)
    return match.group(1).lower().removeprefix("www.") if match else ""


def _copies(writer: Writer) -> list[Sign]:
    if writer.copies >= 3 or writer.own_copies >= 2:
        return [Sign(75, _("Nearly the same text was written several times this week."))]
    if writer.copies or writer.own_copies:
        return [Sign(40, _("Nearly the same text was written before this week."))]
    return []


def _letters(raw: str) -> list[Sign]:
    found = []
    if mixed := _mixed(raw):
        sentence = _("A word mixes letters of two scripts: {word}").format(word=mixed)
        found.append(Sign(45, sentence))
    marks = sum(unicodedata.combining(letter) > 0 for letter in raw)
    letters = sum(letter.isalpha() for letter in raw)
    if marks > 20 and marks > letters * 0.5:
        found.append(Sign(40, _("Letters carry towers of accents.")))
    shouted = [letter for letter in raw if letter.isalpha()]
    if len(shouted) > 60 and sum(map(str.isupper, shouted)) > len(shouted) * 0.8:
        found.append(Sign(20, _("Nearly all of it is in capitals.")))
    return found


def _mixed(raw: str) -> str:
    """The first word that looks Latin and is partly Cyrillic or Greek; a lone sign such as Ω is none."""
    for word in _WORD.findall(unicodedata.normalize("NFC", raw)):
        scripts = {_script(letter) for letter in word if letter.isalpha()}
        if len(word) > 3 and "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"}:
            return str(word[:40])
    return ""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def fold(raw: str) -> list[str]:
    """The words without accents, capitals and numbers: what copies have in common."""
    plain = unicodedata.normalize("NFKD", raw.lower())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(_LINK.sub(" ", kept)) if not word.isdigit()]


def print_of(raw: str) -> int | None:
    """64 bits of which near copies share all but a few (SimHash, Charikar 2002); None where too little is said."""
    words = fold(raw)
    if len("".join(words)) < _ENOUGH:
        return None
    pieces = {" ".join(words[n : n + 2]) for n in range(max(1, len(words) - 1))}
    sums = [0] * 64
    for piece in pieces:
        bits = int.from_bytes(
            hashlib.blake2b(piece.encode(), digest_size=8).digest(), "big"
        )
        for place in range(64):
            sums[place] += 1 if bits >> place & 1 else -1
    value = sum(1 << place for place in range(64) if sums[place] > 0)
    return value - (1 << 64) if value >> 63 else value


def differ(one: int, other: int) -> int:
    """In how many of 64 bits."""
    return ((one ^ other) & ((1 << 64) - 1)).bit_count()
