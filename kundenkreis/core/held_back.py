"""Personal data in what people write, found and held back before strangers read it.

Finds addresses of mail and post, telephone and bank numbers, numbers of customers and contracts,
passwords, and names. Finds too much rather than too little, but leaves alone what help is about:
models, serial numbers, error codes, IP addresses, prices, dates, and numbers anyone may call.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType

PLACEHOLDERS: dict[str, Promise] = {
    "email": _("[e-mail address]"),
    "phone": _("[telephone number]"),
    "address": _("[postal address]"),
    "iban": _("[bank account]"),
    "card": _("[card number]"),
    "number": _("[customer number]"),
    "secret": _("[password]"),
    "name": _("[name]"),
}
# Where two findings overlap, the first kind in this order wins.
_ORDER = ("iban", "email", "secret", "number", "card", "phone", "address", "name")


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: its kind, what was written, and where it stood."""

    kind: str
    text: str
    start: int
    end: int


def held_back(
    text: str,
    *,
    names: Iterable[str] = (),
    country: str = "CH",
    keep: Iterable[str] = (),
    language: str = "de",
) -> tuple[str, list[Finding]]:
    """The text with placeholders in `language`, and what was held back, in order.

    `names`: full names known from the contact. `country`: whose way to write telephone numbers
    comes first. `keep`: what may stay, such as the company's own number and address.
    """
    found = _without_overlaps(list(_find(text, names=list(names), country=country)))
    kept = {_bare(value) for value in keep}
    found = [finding for finding in found if _bare(finding.text) not in kept]
    clean, last = [], 0
    with translation.override(language):
        for finding in found:
            clean += [text[last : finding.start], str(PLACEHOLDERS[finding.kind])]
            last = finding.end
    return "".join([*clean, text[last:]]), found


def _bare(value: str) -> str:
    """How two ways to write one number or address compare."""
    digits = re.sub(r"\D", "", value)
    if "@" in value or len(digits) < 6:
        return value.strip().lower()
    return digits.removeprefix("0041").removeprefix("41").removeprefix("0")


def _find(text: str, *, names: Sequence[str], country: str) -> Iterator[Finding]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = "it" if "it" in pattern.groupindex else 0
            if kind != "card" or _is_card(match[span]):
                yield Finding(kind, match[span], *match.span(span))
    yield from _phones(text, country)
    yield from _names(text, names)


def _without_overlaps(found: list[Finding]) -> list[Finding]:
    taken: list[Finding] = []
    for finding in sorted(found, key=lambda each: (_ORDER.index(each.kind), each.start)):
        if all(finding.end <= other.start or finding.start >= other.end for other in taken):
            taken.append(finding)
    return sorted(taken, key=lambda each: each.start)


_UPPER, _LOWER = "A-ZÄÖÜÀÂÉÈÊÎÔÇ", "a-zäöüßàâéèêëîïôûçìò"
_WORD = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
# Endings that only streets have, and endings that other things have too.
_STREET = r"strasse|straße|str\.|gasse|allee|gässli|strässli|stieg|promenade|chaussee"
_STREET_PERHAPS = r"weg|platz|ring|hof|rain|halde|matte|ufer|quai|steig|graben|acker|damm"
_NOT_STREETS = (
    r"(?i:speicher|steck|arbeits|park|sitz|lager|um|aus|rück|unter|not|bahn|fried|schlüssel|"
    r"lauf|schreib|hör|bild|start|ziel|abstell|spiel|listen)"
)
_HOUSE = r"\d{1,4}(?:\s?[a-h]\b)?(?![\d.,:]\d)"
_UNIT = r"(?!\s?(?i:gb|mb|tb|ghz|mhz|mbit|%|minuten|min\b|mal\b|prozent|franken|chf|euro|uhr|stunden))"
# A place may follow: ", 8004 Zürich".
_TOWN = rf"(?:,?\s{{1,3}}(?:CH-|D-|A-|F-|I-)?\d{{4,5}}\s{_WORD}(?:\s{_WORD})?)?"

_PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    (
        "email",
        re.compile(
            r"[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\{at\}|\(ät\)|\[ät\])\s?"
            r"[\w-]{1,63}(?:(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\s?\(punkt\)\s?|\s?\[punkt\]\s?)[\w-]{2,63}){1,4}",
            re.IGNORECASE,
        ),
    ),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")),
    ("card", re.compile(r"(?<![\w-])(?:\d{4}[ -]?){3}\d{1,7}(?![\w-])")),
    # The Swiss social security number.
    ("number", re.compile(r"\b756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}\b")),
    (
        "number",
        re.compile(
            r"\b(?:kunden|vertrags|rechnungs|auftrags|konto|mitglieds|polizzen|policen|customer|client|contract|account|"
            r"invoice|membership|cliente|contratto|contrat|facture|(?:num[ée]ro|n°|no\.?|numero)\s(?:de\s|di\s|du\s)?"
            r"(?:client|cliente|contrat|contratto|facture|fattura))"
            r"[\s-]{0,2}(?:nummer|number|numéro|numero|nr\b|no\b|id\b)?\.?\s{0,2}"
            r"(?:ist|lautet|is|est|è)?\s{0,2}[:#=]?\s{0,2}(?P<it>[A-Z]{0,4}[-. ]?\d[A-Z0-9./-]{3,20}(?:\s\d{3,6}){0,4})",
            re.IGNORECASE,
        ),
    ),
    (
        "secret",
        re.compile(
            r"\b(?:passwort|password|kennwort|passphrase|wlan-?schlüssel|netzwerkschlüssel|mot de passe|pin(?:-?code)?|puk)"
            r"\s{0,2}(?:(?:ist|lautet|is|est)\s{0,2})?(?:[:=]\s{0,2}(?P<it>(?!\[)\S{4,64})|(?<=\s)\d{4,8}\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b(?:[{_UPPER}][{_LOWER}{_UPPER}-]{{1,40}}(?:{_STREET})|[{_UPPER}][{_LOWER}]{{2,40}}\s(?:Strasse|Straße|Str\.|Gasse|Allee))"
            rf"\s{{0,2}}{_HOUSE}{_TOWN}"
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b(?!{_NOT_STREETS})[{_UPPER}][{_LOWER}-]{{2,40}}(?:{_STREET_PERHAPS})\s{_HOUSE}{_UNIT}{_TOWN}",
        ),
    ),
    (
        "address",
        re.compile(
            rf"(?:\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s)?\b(?i:rue|avenue|av\.|chemin|ch\.|route|rte|boulevard|bd|place|impasse|via|viale|"
            rf"piazza|vicolo|corso|strada)\s(?:(?:de la|de l'|de|du|des|della|delle|dei|del|di|d'|la|le)\s?)?"
            rf"(?:{_WORD}[\s']?){{1,4}}(?:,?\s?{_HOUSE}){_TOWN}",
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}[a-h]?,?\s(?i:rue|avenue|av\.|chemin|ch\.|route|rte|boulevard|bd|place|impasse)\s"
            rf"(?:(?:de la|de l'|de|du|des|la|le)\s?)?{_WORD}(?:[\s-]{_WORD}){{0,3}}{_TOWN}"
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}[a-h]?,?\s(?:{_WORD}\s){{1,3}}(?:Street|St\.|Road|Rd\.?|Lane|Avenue|Close|Drive|Way|Square)\b"
        ),
    ),
    ("address", re.compile(r"\b(?:Postfach|Case postale|Casella postale|P\.?O\.? ?Box)\s\d{1,6}\b")),
]  # fmt: skip


def _is_card(written: str) -> bool:
    """Begins like a payment card and passes Luhn's check (ISO/IEC 7812); an IMEI does not begin so."""
    digits = re.sub(r"\D", "", written)
    if not re.match(r"(?:4\d|5[1-5]|2[2-7]|62)\d{14}$|3[47]\d{13}$", digits):
        return False
    doubled = [
        int(digit) if index % 2 else sum(divmod(int(digit) * 2, 10))
        for index, digit in enumerate(digits[::-1], 1)
    ]
    return sum(doubled) % 10 == 0


_SERIAL_LABEL = re.compile(
    r"(?:serien|s/n|sn\b|serial|imei|mac|modell?|typ|artikel|bestell|firmware|version|fehler|error|code)[\w-]*\.?"
    r"(?:\s?(?:nummer|nr\.?|number|no\.?))?\s?[:#]?\s?$",
    re.IGNORECASE,
)
_PHONE_LABEL = re.compile(
    r"(?:tel|telefon|telephone|téléphone|telefono|phone|handy|mobile?|natel|portable|cellulare|ruf\w*|call|appel\w*|"
    r"chiama\w*|whatsapp|sms|erreichbar|reach)\w*\.?(?:\s?nummer|\s?nr\.?)?(?:\s(?:ist|lautet|is|mich|me|an|unter|at))*\s?[:#]?\s?$",
    re.IGNORECASE,
)
_AFTER_PHONE_LABEL = re.compile(
    r"\b(?:tel|telefon|handy|natel|mobile|whatsapp|phone)(?:nummer|number|-?nr)?\.?\s?(?:ist|is|lautet)?\s?:?\s?"
    r"(?P<it>[+0(][\d\s()/.\u00a0-]{5,22}\d)",
    re.IGNORECASE,
)
_DIGIT_WORD = (
    r"(?:null|eins|ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zero|one|two|three|four|five|six|seven|eight|nine|"
    r"zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|uno|due|tre|quattro|cinque|sei|sette|otto|nove|\d)"
)
_SPOKEN = re.compile(
    rf"\b(?:null|zero|zéro)(?:[\s,-]{{1,3}}{_DIGIT_WORD}){{8,12}}\b", re.IGNORECASE
)
# Numbers that anyone may call are help, not personal data.
_FOR_EVERYONE = {
    PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN,
}  # fmt: skip


def _phones(text: str, country: str) -> Iterator[Finding]:
    """Valid numbers as written in our countries; also what calls itself a number, or is spelt out."""
    for region in dict.fromkeys([country, "CH", "DE", "AT", "FR"]):
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            if _reads_as_phone(match, text, own=region == country):
                yield Finding("phone", match.raw_string, match.start, match.end)
    for pattern in (_AFTER_PHONE_LABEL, _SPOKEN):
        for hit in pattern.finditer(text):
            span = "it" if "it" in pattern.groupindex else 0
            yield Finding("phone", hit[span], *hit.span(span))


def _reads_as_phone(match: phonenumbers.PhoneNumberMatch, text: str, *, own: bool) -> bool:
    if phonenumbers.number_type(match.number) in _FOR_EVERYONE:
        return False
    written, before = match.raw_string, text[max(0, match.start - 40) : match.start]
    international = written.startswith(("+", "00"))
    grouped = len(re.findall(r"\d+", written)) > 1
    if _SERIAL_LABEL.search(before):
        return international or (own and grouped)
    return own or international or grouped or bool(_PHONE_LABEL.search(before))


_INTRODUCED = re.compile(
    rf"\b(?:(?i:mein name ist|ich heisse|ich heiße|ich bin (?:der|die)|my name is|je m'appelle|mi chiamo))\s(?P<it>{_WORD}(?:\s{_WORD}){{0,2}})"
)
_SALUTED = re.compile(
    rf"(?<!meine )(?<!Meine )(?<!seine )(?<!ihre )\b(?:Herrn?|Frau|Hr\.|Fr\.|Mrs?\.?|Ms\.?|Monsieur|Madame|Mme|Signora?)\s(?P<it>{_WORD}(?:\s{_WORD})?)"
)
_SIGNED = re.compile(
    r"(?:(?i:grüsse|grüssen|gruss|grüße|grüßen|gruß|regards|cordialement|salutations|saluti|lg|vg|mfg))[,!.]?\s*\n\s*"
    rf"(?P<it>{_WORD}(?:[ ]{_WORD}){{0,2}})[ ]*$",
    re.MULTILINE,
)


def _names(text: str, known: Sequence[str]) -> Iterator[Finding]:
    for pattern in (_INTRODUCED, _SALUTED, _SIGNED):
        for match in pattern.finditer(text):
            yield Finding("name", match["it"], *match.span("it"))
    for name in known:
        if pattern_of_name := _name_pattern(name.strip()):
            for match in pattern_of_name.finditer(text):
                yield Finding("name", match[0], *match.span())


@lru_cache(maxsize=256)
def _name_pattern(name: str) -> re.Pattern[str] | None:
    """The full name in any case, its parts as written: a family called Lang does not take every `lang`."""
    parts = [re.escape(part) for part in name.split() if len(part) >= 3]
    if not parts:
        return None
    whole = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"\b(?:(?i:{whole})|(?:{'|'.join(parts)}))(?:s|'s)?\b")
