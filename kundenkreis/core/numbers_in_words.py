"""Numbers in words as digits, in German (also as it is spoken in Switzerland), English, French and Italian.

Expects folded text: small letters, no marks, `ae` for `ä`. For telephone numbers read out loud:
«null neunundsiebzig», «zero septante-neuf», «double four», «O79».
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

_ONES = {
    "0": "null zero nul nulle oh zeero",
    "1": "eins ein eis one un une uno una",
    "2": "zwei zwo zwoi zwee two deux due",
    "3": "drei drue dru drey three trois tre",
    "4": "vier four quatre quattro",
    "5": "fuenf fuef funf foif foeif five cinq cinque",
    "6": "sechs saechs sex six sei",
    "7": "sieben siebe sibe seven sept sette",
    "8": "acht achti eight huit otto",
    "9": "neun nuen nun nuuen nine neuf nove",
}
_WORDS = {word: digit for digit, words in _ONES.items() for word in words.split()}


_TENS = {
    "de": ["zwanzig", "dreissig", "vierzig", "fuenfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "fr": ["vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante"],
    "it": ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"],
}  # fmt: skip
_JOINTS = {"en": ("-", " ", ""), "fr": ("-", " ", "-et-", " et "), "it": ("", " ")}
_GERMAN = ["ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun"]
_TEENS = {
    "10": "zehn ten dix dieci", "11": "elf eleven onze undici", "12": "zwoelf twelve douze dodici",
    "13": "dreizehn thirteen treize tredici", "14": "vierzehn fourteen quatorze quattordici",
    "15": "fuenfzehn fifteen quinze quindici", "16": "sechzehn sixteen seize sedici",
    "17": "siebzehn seventeen dix-sept diciassette", "18": "achtzehn eighteen dix-huit diciotto",
    "19": "neunzehn nineteen dix-neuf diciannove",
}  # fmt: skip


def _tens() -> Iterator[tuple[str, str]]:
    for words in _TENS.values():
        yield from ((word, f"{ten}0") for ten, word in enumerate(words, 2))
    for (ten, word), (one, german) in product(
        enumerate(_TENS["de"], 2), enumerate(_GERMAN, 1)
    ):
        yield f"{german}und{word}", f"{ten}{one}"
    for language, joints in _JOINTS.items():
        rows = product(enumerate(_TENS[language], 2), joints, range(1, 10))
        for (ten, word), joint, one in rows:
            for single in _ONES[str(one)].split():
                yield f"{word}{joint}{single}", f"{ten}{one}"
                # `settantotto` loses a letter.
                if language == "it":
                    yield f"{word[:-1]}{single}", f"{ten}{one}"


def _odd_ones() -> Iterator[tuple[str, str]]:
    """Teens, the twenties of the French, the hundreds of the Germans."""
    for number, words in _TEENS.items():
        yield from ((word, number) for word in words.split())
        french = words.split()[2]
        for joint, (start, value) in product(
            "- ", (("soixante", 60), ("quatre-vingt", 80))
        ):
            yield f"{start}{joint}{french}", str(value + int(number))
    for one, words in _ONES.items():
        yield f"quatre-vingt-{words.split()[-1]}", f"8{one}"
    yield from ((f"{german}hundert", f"{one}00") for one, german in enumerate(_GERMAN, 1))


_NUMBERS = {**_WORDS, **dict(_tens()), **dict(_odd_ones())}
_HUNDRED = re.compile(r"(?:\b(\d) ?)?\bcents?[ -](\d\d)\b")
_DOUBLE = re.compile(
    r"\b(?:doppel|double|doppelt|zweimal|deux fois|doppio)[- ]?(?:die |le |il )?(\d)\b"
)
# `o79 l23`: letters that stand for digits beside digits.
_LETTER_DIGIT = re.compile(
    r"(?<=\d[\s./-])[oil](?=\d)|(?<=\d)[oil](?=[\s./-]?[\doil])|(?<![^\W_])o(?=[\s./-]?7[5-9])"
)


@cache
def _number_word() -> re.Pattern[str]:
    """Compiled when first asked for: it takes a quarter of a second."""
    longest_first = sorted(map(re.escape, _NUMBERS), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(longest_first)})(?![^\W\d_])")


def in_digits(plain: str) -> str:
    """The folded text with its numbers in digits."""
    read = _number_word().sub(lambda hit: _NUMBERS[hit[0]], plain)
    read = _HUNDRED.sub(lambda hit: (hit[1] or "1") + hit[2], read)
    read = _DOUBLE.sub(r"\1\1", read)
    return _LETTER_DIGIT.sub(lambda hit: "0" if hit[0] == "o" else "1", read)
