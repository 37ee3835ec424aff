"""Names for things: short references to say on the telephone, secrets, words for the door."""

import hashlib
import secrets

# Crockford's alphabet: no I, L, O, U, so nothing is misheard or misread on the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Plain nouns that sound alike in no two cases; said aloud at the door, so short and friendly.
DOOR_WORDS = [
    "Ahorn",
    "Amsel",
    "Anker",
    "Apfel",
    "Arena",
    "Biber",
    "Birke",
    "Birne",
    "Blume",
    "Boje",
    "Brise",
    "Brot",
    "Brücke",
    "Dachs",
    "Delfin",
    "Distel",
    "Eiche",
    "Elster",
    "Enzian",
    "Erle",
    "Esel",
    "Falke",
    "Farn",
    "Feder",
    "Fichte",
    "Fink",
    "Flöte",
    "Forelle",
    "Fuchs",
    "Garten",
    "Geige",
    "Giraffe",
    "Glocke",
    "Hafer",
    "Hase",
    "Himbeer",
    "Honig",
    "Hummel",
    "Igel",
    "Insel",
    "Jasmin",
    "Kamel",
    "Karotte",
    "Kastanie",
    "Kiesel",
    "Kirsche",
    "Klee",
    "Koala",
    "Komet",
    "Kranich",
    "Krokus",
    "Kuckuck",
    "Lampe",
    "Lama",
    "Lerche",
    "Libelle",
    "Linde",
    "Luchs",
    "Mandel",
    "Marder",
    "Melone",
    "Milan",
    "Minze",
    "Mohn",
    "Mond",
    "Moos",
    "Möwe",
    "Muschel",
    "Nebel",
    "Nelke",
    "Nuss",
    "Olive",
    "Orgel",
    "Otter",
    "Palme",
    "Panda",
    "Pappel",
    "Perle",
    "Pfau",
    "Pilz",
    "Pinsel",
    "Quelle",
    "Quitte",
    "Rabe",
    "Regen",
    "Reh",
    "Robbe",
    "Rose",
    "Rotkehl",
    "Salbei",
    "Sand",
    "Schnecke",
    "Schwan",
    "Segel",
    "Sonne",
    "Spatz",
    "Specht",
    "Stern",
    "Storch",
    "Tanne",
    "Taube",
    "Teich",
    "Thymian",
    "Tiger",
    "Traube",
    "Trommel",
    "Tulpe",
    "Veilchen",
    "Vogel",
    "Wachtel",
    "Wal",
    "Weide",
    "Wiesel",
    "Wolke",
    "Zebra",
    "Ziege",
    "Zimt",
    "Zitrone",
    "Zwiebel",
]


def reference() -> str:
    """Eight characters in two groups, such as `F7KQ-2M9D`: about 1.1 × 10¹² possibilities."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))


def secret() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def fingerprint(value: str) -> str:
    """What we store instead of a secret of 256 bits: its SHA-256, in hexadecimal."""
    return hashlib.sha256(value.encode()).hexdigest()


def door_word() -> str:
    """The customer's word that the helper must say at the door."""
    return secrets.choice(DOOR_WORDS)
