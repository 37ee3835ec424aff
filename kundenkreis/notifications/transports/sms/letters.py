"""What fits into an SMS: 160 letters of GSM-7, or 70 of anything else (3GPP TS 23.038)."""

import unicodedata

# The default alphabet; those of the extension count twice.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€")
# Signs that look alike to a reader and differ to the network.
ALIKE = {
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "’": "'", "‘": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "·": "-", "•": "-", "×": "x", "\u200b": "", "\u00ad": "",
}  # fmt: skip
# One message, and at most so many in a row: sense goes before cost.
SINGLE_GSM, LINKED_GSM, SINGLE_UCS, LINKED_UCS = 160, 153, 70, 67
MOST_PARTS = 3


def is_gsm(text: str) -> bool:
    """Whether every letter is of the short alphabet."""
    return all(letter in GSM or letter in EXTENDED for letter in text)


def parts(text: str) -> int:
    """How many SMS the text takes."""
    if is_gsm(text):
        size = len(text) + sum(letter in EXTENDED for letter in text)
        return 1 if size <= SINGLE_GSM else -(-size // LINKED_GSM)
    size = len(text.encode("utf-16-be")) // 2
    return 1 if size <= SINGLE_UCS else -(-size // LINKED_UCS)


def plain(text: str) -> str:
    """The text in the short alphabet where every reader would still read the same, else as it is.

    Accents the alphabet lacks are left off (ê → e); a name in another script stays whole.
    """
    folded = "".join(_folded(letter) for letter in text)
    return folded if is_gsm(folded) else text


def _folded(letter: str) -> str:
    if letter in GSM or letter in EXTENDED:
        return letter
    if letter in ALIKE:
        return ALIKE[letter]
    base = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in base if not unicodedata.combining(part))


def fitted(start: str, said: str, end: str) -> str:
    """`start: said` and `end` on a line of its own, in three SMS at most.

    Only what is said is ever shortened, at a word; the address at the end stays whole.
    """
    text = plain(f"{start}: {said}\n{end}")
    words = said.split(" ")
    while parts(text) > MOST_PARTS and len(words) > 1:
        words.pop()
        text = plain(f"{start}: {' '.join(words)}…\n{end}")
    return text
