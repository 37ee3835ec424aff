"""Choosing sentences: which of them answer the question best, and whether they answer it at all.

A sentence is worth what it holds of the question's words, each by its rarity among the brand's texts
(logarithm of documents over those that hold it; Spärck Jones 1972). Stems, parts of compounds and
typing errors count as in search. With meaning, texts in another language count by likeness.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from kundenkreis.assistant.sources import Source
from kundenkreis.core import scope
from kundenkreis.search import meaning

# What title and quoted sentences hold of the question's weighted words, at least, or: I don't know.
# Measured (`bench assistant`): at 0.5 half of what cannot be answered is refused, at 0.6 seven of ten.
FLOOR = 0.6
# What only means the same must be as like as this (as in search, but for an answer, not a list).
LIKENESS = 0.45
# A second source must be nearly as good as the first.
NEARLY = 0.7
MOST_QUOTED, WINDOW = 3, 3
# So many of the texts found are read for what they mean, 10 ms for each few sentences.
MEANT = 2

ASKED = """
SELECT u.lexeme, ln(1 + greatest(coalesce(v.documents, 1000), 1)::float8 / (coalesce(t.documents, 0) + 1))
FROM unnest(to_tsvector(kk_config(%(language)s), %(question)s)) u
LEFT JOIN kundenkreis_term t ON t.brand_id = %(brand)s AND t.language = %(language)s AND t.lexeme = u.lexeme
LEFT JOIN kundenkreis_vocabulary v ON v.brand_id = %(brand)s AND v.language = %(language)s
ORDER BY 2 DESC LIMIT 20
"""
HELD = """
SELECT s.number::int - 1, coalesce(array_agg(a.lexeme) FILTER (WHERE a.lexeme IS NOT NULL), '{}')
FROM unnest(%(sentences)s::text[]) WITH ORDINALITY s (text, number)
LEFT JOIN LATERAL (
  SELECT a.lexeme FROM unnest(%(asked)s::text[]) a (lexeme)
  WHERE EXISTS (
    SELECT FROM unnest(to_tsvector(kk_config(%(language)s), s.text)) l
    WHERE l.lexeme = a.lexeme
      OR (length(a.lexeme) >= 4 AND position(a.lexeme IN l.lexeme) > 0)
      OR (length(l.lexeme) >= 5 AND position(l.lexeme IN a.lexeme) > 0)
      OR (length(a.lexeme) >= 5 AND similarity(l.lexeme, a.lexeme) >= 0.5))) a ON true
GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Sentences of one source, word for word and in its order; `fit` between 0 and 1."""

    source: Source
    sentences: tuple[str, ...]
    fit: float

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def quotes(question: str, sources: Sequence[Source]) -> list[Quote]:
    """The passages that answer the question, best first, at most three; none below the floor."""
    means = meaning_of(question)
    found = [
        quote
        for number, source in enumerate(sources)
        if (quote := _quote(question, source, means if number < MEANT else ()))
    ]
    found.sort(key=lambda quote: -quote.fit)
    return [quote for quote in found if quote.fit >= NEARLY * found[0].fit][:MOST_QUOTED]


def _quote(question: str, source: Source, means: Sequence[float]) -> Quote | None:
    if not source.sentences:
        return None
    by_words = quote_by_words(question, source)
    if by_words and by_words.fit >= FLOOR:
        return by_words
    return quote_by_meaning(source, means, LIKENESS) if means else None


def quote_by_words(question: str, source: Source) -> Quote | None:
    """The passage that holds most of the question; `fit`: its share, rare words weighing more. None: no word tells."""
    texts = [source.title, *source.sentences]
    with connection.cursor() as cursor:
        place: dict[str, str | int] = {"language": source.language, "brand": scope.brand_id(), "question": question[:1000]}  # fmt: skip
        cursor.execute(ASKED, place)
        weights: dict[str, float] = dict(cursor.fetchall())
        if not weights:
            return None
        cursor.execute(HELD, {"language": source.language, "sentences": texts, "asked": list(weights)})  # fmt: skip
        held = [set(row[1]) for row in cursor.fetchall()]
    # What the title says need not be said again: then the text begins where it helps.
    start, end = _window([row - held[0] for row in held[1:]], weights)
    covered = held[0].union(*held[1 + start : 1 + end])
    fit = _sum(covered, weights) / sum(weights.values())
    return Quote(source=source, sentences=source.sentences[start:end], fit=fit)


def _window(held: Sequence[set[str]], weights: Mapping[str, float]) -> tuple[int, int]:
    """The few sentences in a row that hold most of the question; of equals the first."""
    best, place = -1.0, (0, min(WINDOW, len(held)))
    for start in range(max(1, len(held) - WINDOW + 1)):
        rows = held[start : start + WINDOW]
        worth = _sum(set().union(*rows), weights) + 0.1 * sum(_sum(row, weights) for row in rows)  # fmt: skip
        if worth > best + 1e-9:
            best, place = worth, (start, start + len(rows))
    return place


def _sum(lexemes: set[str], weights: Mapping[str, float]) -> float:
    return sum(weights[each] for each in lexemes)


def meaning_of(question: str) -> Sequence[float]:
    """What the question means, as numbers; empty where no model is installed."""
    return _numbers(meaning.vectors([question[:1000]])[0]) if meaning.ready() else ()


def quote_by_meaning(source: Source, means: Sequence[float], floor: float) -> Quote | None:
    """The passage nearest in meaning; None where its likeness, -1 to 1, is below the floor."""
    windows = [source.sentences[i : i + WINDOW] for i in range(max(1, len(source.sentences) - WINDOW + 1))][:40]  # fmt: skip
    vectors = [_numbers(each) for each in meaning.vectors([f"{source.title}. {' '.join(window)}" for window in windows])]  # fmt: skip
    likeness = [sum(a * b for a, b in zip(means, each, strict=True)) for each in vectors]
    best = max(range(len(windows)), key=lambda index: likeness[index])
    if likeness[best] < floor:
        return None
    return Quote(source=source, sentences=windows[best], fit=likeness[best])


def _numbers(vector: str) -> list[float]:
    return [float(each) for each in vector[1:-1].split(",")]
