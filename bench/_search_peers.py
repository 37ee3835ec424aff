"""Who is asked beside our search: PostgreSQL's own ranking on the same text vectors, and the library bm25s."""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from bench._help_pages import Pages

PLAIN = """
SELECT family FROM kundenkreis_document, (SELECT {query} AS q) question
WHERE brand_id = %(brand)s AND language = %(language)s AND tsv @@ q
ORDER BY ts_rank(tsv, q, {norm}) DESC, id LIMIT 10
"""
AND = "plainto_tsquery(kk_config(%(language)s), %(text)s)"
OR = (
    "(SELECT string_agg(kk_quoted(lexeme), ' | ')::tsquery"
    " FROM unnest(to_tsvector(kk_config(%(language)s), %(text)s)))"
)
SNOWBALL = {"de": "german", "en": "english", "fr": "french", "it": "italian"}
# A question and its language: families, best first.
Ask = Callable[[str, str], list[UUID]]


def postgres(brand: int) -> dict[str, Ask]:
    """Its three usual ways, each told the language."""
    return {
        "ts_rank, AND": _plain(brand, AND, 0),
        "ts_rank, OR": _plain(brand, OR, 0),
        "ts_rank(…, 1), OR": _plain(brand, OR, 1),
    }


def _plain(brand: int, query: str, norm: int) -> Ask:
    from django.db import connection

    def ask(text: str, language: str) -> list[UUID]:
        with connection.cursor() as cursor:
            cursor.execute(
                PLAIN.format(query=query, norm=norm),
                {"brand": brand, "language": language, "text": text},
            )
            return [row[0] for row in cursor.fetchall()]

    return ask


def bm25s(pages: Mapping[str, Pages]) -> dict[str, Ask]:
    """BM25 of words (stop words left out, Snowball stems, by the language of each text) and of 5-grams; by language, all in one index.

    Nothing where the extra `bench` is not installed.
    """
    if find_spec("bm25s") is None or find_spec("Stemmer") is None:
        return {}
    import bm25s as library
    import Stemmer

    stemmers = {code: Stemmer.Stemmer(name) for code, name in SNOWBALL.items()}

    def words(texts: Sequence[str], code: str) -> Any:
        return library.tokenize(list(texts), stopwords=code, stemmer=stemmers[code], show_progress=False, return_ids=False)  # fmt: skip

    def grams(texts: Sequence[str], _code: str) -> list[list[str]]:
        return [five_grams(text) for text in texts]

    return {
        "bm25s, words": _bm25(library, pages, words),
        "bm25s, 5-grams": _bm25(library, pages, grams),
    }


def _bm25(library: Any, pages: Mapping[str, Pages], tokens: Callable[..., Any]) -> Ask:
    keys = [key for rows in pages.values() for key in rows]
    said = [each for code, rows in pages.items() for each in tokens([body for _title, _summary, body in rows.values()], code)]  # fmt: skip
    index = library.BM25()
    index.index(said, show_progress=False)

    def ask(text: str, language: str) -> list[UUID]:
        asked = tokens([text], language)
        if not asked[0]:
            return []
        # A page may be there in several languages: more than ten are asked for.
        most = min(10 * len(pages), len(keys))
        found, scores = index.retrieve(asked, k=most, show_progress=False)
        hits = [keys[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]
        return list(dict.fromkeys(hits))[:10]

    return ask


def five_grams(text: str) -> list[str]:
    """Pieces of five signs of each word, with its ends marked; short words whole."""
    marked = [f"_{word}_" for word in re.findall(r"\w+", text.lower())]
    return [word[start : start + 5] for word in marked for start in range(max(len(word) - 4, 1))]  # fmt: skip
