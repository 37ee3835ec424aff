"""Asking the index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max
from django.db.models.functions import Lower
from markupsafe import Markup

from kundenkreis.core import scope
from kundenkreis.core.language import LANGUAGES, guess
from kundenkreis.core.text import tidy
from kundenkreis.search import meaning
from kundenkreis.search.models import StoredSearch

# What must be answered of a question before we call it a hit (rarity-weighted share of its
# words): of 996 real titles and descriptions the right page stood above it in 99 of 100.
FLOOR = 0.125
# Documents scored per language; among the rarest words first, more changes nothing visible.
CANDIDATES = 200
FEW = 50  # in a language that is only looked at beside
# What the words count in the reader's language where the question seems to be in another, and in any
# third: there they only stand by chance, or because languages share them (names, models).
READERS, FOREIGN = 0.7, 0.25
LONGEST_QUESTION = 4000
# So few words do not tell their language.
FEW_WORDS = 3
# Signs that no text contains after `tidy`.
START, END = "\x02", "\x03"

# What only means the same must be as like as this: questions from kitchen, garden and sport stayed
# below it on help pages for computers, the best page for 19 of 20 real questions stood above.
LIKENESS = 0.24
# And not far behind the best: what follows there is no answer any more. (0.75 kept one right page in
# twenty of other languages from being found.)
NEARLY = 0.6
# Passages nearest in meaning, and documents with the right words, whose meaning is compared.
NEAREST = 200
COMPARED = 100

# What has the words and what has the meaning, each measured by its best, add up (weights 1 and 1;
# sums of ranks lost two points in the same run). A text in another language has few of the words:
# it counts as if it had them as well as it has the meaning, squared; unless there is the same text
# in the language of the question, which then has the words or has not. One hit per family, in the
# reader's language where the family has it.
FIND = """
WITH lexical AS MATERIALIZED (
  SELECT s.document, d.family, s.share,
    s.score * CASE lang WHEN %(asked)s THEN 1 WHEN %(reader)s THEN %(readers)s ELSE %(foreign)s END AS score,
    lang = ANY (%(alone)s) AS alone
  FROM unnest(%(languages)s::text[]) AS lang
  CROSS JOIN LATERAL kk_search_in(%(brand)s, lang,
    CASE WHEN lang IN (%(asked)s, %(reader)s) THEN %(question)s ELSE kk_telling(%(asked)s, %(question)s) END,
    %(kinds)s::text[], %(staff)s, CASE WHEN lang = ANY (%(spelt)s) THEN %(candidates)s ELSE %(few)s END, lang = ANY (%(spelt)s)) s
  JOIN kundenkreis_document d ON d.id = s.document
  WHERE s.share >= %(floor)s
), {meant} found AS (
  {found}
), best AS (
  SELECT DISTINCT ON (family) family, id, score FROM found ORDER BY family, score DESC, id
), first AS (
  SELECT * FROM best ORDER BY score DESC, id LIMIT %(limit)s
), shown AS (
  SELECT coalesce((
    SELECT t.id FROM kundenkreis_document t
    WHERE t.brand_id = %(brand)s AND t.family = f.family AND t.language = %(reader)s
      AND t.kind = (SELECT kind FROM kundenkreis_document WHERE id = f.id)
      AND (%(staff)s OR t.access = 'public') LIMIT 1), f.id) AS id, f.score
  FROM first f
)
SELECT d.kind, d.object_id, d.family, d.title, d.summary, d.url, d.language, d.solved, s.score,
  ts_headline(kk_config(d.language), left(d.body, 20000),
    replace(plainto_tsquery(kk_config(d.language), %(question)s)::text, ' & ', ' | ')::tsquery, %(headline)s)
FROM shown s JOIN kundenkreis_document d ON d.id = s.id
ORDER BY s.score DESC, d.id
"""
BY_WORDS = FIND.format(meant="", found="SELECT document AS id, family, score FROM lexical")
# The likeness of a document: its nearest passage, its first (which says what it is about) and the whole (number 0).
BY_MEANING = FIND.format(
    meant="""near AS MATERIALIZED (
  SELECT DISTINCT n AS document_id
  FROM kk_near(%(brand)s, %(meaning)s, %(kinds)s::text[], %(staff)s, %(nearest)s) n
), compared AS (
  SELECT document_id AS id FROM near
  UNION (SELECT document FROM lexical ORDER BY score DESC, document LIMIT %(compared)s)
), likeness AS (
  SELECT c.id, (max(l.likeness) + coalesce(sum(l.likeness) FILTER (WHERE l.number <= 1), 0)) / 3 AS likeness
  FROM compared c CROSS JOIN LATERAL (
    SELECT number, 1 - (p.meaning <=> %(meaning)s::halfvec) AS likeness
    FROM kundenkreis_passage p WHERE p.document_id = c.id) l
  GROUP BY c.id
), meant AS (
  SELECT id, greatest(likeness, 0) / greatest(max(likeness) OVER (), %(likeness)s) AS part FROM likeness
  WHERE likeness >= greatest(%(likeness)s, %(nearly)s * (SELECT max(likeness) FROM likeness))
    OR id IN (SELECT document FROM lexical WHERE alone)
),""",
    found="""SELECT (array_agg(d.id ORDER BY coalesce(m.part, 0) + coalesce(l.score / l.top, 0) DESC, d.id))[1] AS id,
    d.family, coalesce(max(m.part), 0) + max(coalesce(l.score / l.top, 0) + CASE WHEN d.language = %(asked)s OR EXISTS (
      SELECT FROM kundenkreis_document t WHERE t.brand_id = %(brand)s AND t.family = d.family
        AND t.language = %(asked)s AND (%(staff)s OR t.access = 'public')) THEN 0 ELSE coalesce(m.part ^ 2, 0) END) AS score
  FROM (SELECT *, max(score) OVER () AS top FROM lexical) l FULL JOIN meant m ON m.id = l.document
  JOIN kundenkreis_document d ON d.id = coalesce(l.document, m.id)
  WHERE l.alone OR m.id IS NOT NULL
  GROUP BY d.family""",
)
HEADLINE = f'StartSel="{START}", StopSel="{END}", MaxWords=28, MinWords=14, ShortWord=0'


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found. `snippet` is safe HTML with `<mark>`; `score` orders hits of one search only."""

    kind: str
    id: UUID
    family: UUID
    title: str
    summary: str
    snippet: Markup
    url: str
    language: str
    solved: bool
    score: float


def find(
    text: str,
    *,
    language: str,
    kinds: Sequence[str] | None = None,
    limit: int = 10,
    staff: bool = False,
) -> list[Hit]:
    """What answers the text best, best first; rather nothing than something that does not fit.

    Understands whole sentences, typing errors, German compounds and words without accents. Any
    text is a question: an empty one finds nothing, of a huge one the first 4,000 characters count.
    Texts for the staff are found with `staff` only.
    """
    question = tidy(text[:LONGEST_QUESTION].encode("utf-8", "ignore").decode())
    if not question or limit < 1:
        return []
    asked = guess(question, otherwise=language)
    first = list(dict.fromkeys([asked, language]))
    few = asked == language and len(question.split()) <= FEW_WORDS
    means = _meaning(question)
    search = partial(_ask, question, asked=asked, reader=language, kinds=kinds, limit=limit, staff=staff)  # fmt: skip
    # A text in a third language that shares words with a long question must mean the same too.
    alone = LANGUAGES if few else first
    hits = search(means, languages=LANGUAGES if means else first, alone=alone, spelt=first)
    # Words alone are looked for elsewhere where the languages of question and reader have nothing.
    if hits or means:
        return hits
    rest = [code for code in LANGUAGES if code not in first]
    return search(None, languages=rest, alone=rest, spelt=rest) if rest else hits


def _meaning(question: str) -> str | None:
    """What is asked, as a vector; of a long story its beginning."""
    if not meaning.ready():
        return None
    beginning = meaning.passages("", "", question)[:1]
    return meaning.vector(beginning[0]) if beginning else None


def _ask(
    question: str,
    means: str | None,
    *,
    languages: Sequence[str],
    alone: Sequence[str],
    spelt: Sequence[str],
    asked: str,
    reader: str,
    kinds: Sequence[str] | None,
    limit: int,
    staff: bool,
) -> list[Hit]:
    values: dict[str, Any] = {
        "brand": scope.brand_id(), "question": question, "languages": list(languages), "spelt": list(spelt),
        "alone": list(alone), "asked": asked, "reader": reader,
        "kinds": list(kinds) if kinds is not None else None, "staff": staff, "limit": min(limit, 100),
        "candidates": CANDIDATES, "few": FEW, "floor": FLOOR, "readers": READERS, "foreign": FOREIGN, "headline": HEADLINE,
        "meaning": means, "nearest": NEAREST, "compared": COMPARED, "likeness": LIKENESS, "nearly": NEARLY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(BY_MEANING if means else BY_WORDS, values)
        return [
            Hit(
                kind=kind, id=object_id, family=family, title=title, summary=summary, url=url,
                language=lang, solved=solved, score=float(score), snippet=_snippet(headline or summary),
            )
            for kind, object_id, family, title, summary, url, lang, solved, score, headline in cursor.fetchall()
        ]  # fmt: skip


def _snippet(headline: str) -> Markup:
    one_line = " ".join(headline.split())
    safe = escape(one_line).replace(START, "<mark>").replace(END, "</mark>")
    return Markup(safe)  # noqa: S704 - escaped in the line above


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Words that were looked for and led nowhere: how often, what was found at most, when last."""

    text: str
    language: str
    times: int
    hits: int
    last: datetime


def gaps(*, since: datetime, limit: int = 100) -> list[Gap]:
    """Searches that found nothing, or whose hits nobody opened; most often asked first.

    One person who asks twice counts twice: who asked is not kept.
    """
    rows = (
        StoredSearch.objects.filter(at__gte=since)
        .annotate(words=Lower("text"))
        .values("language", "words")
        .annotate(
            times=Count("pk"), most=Max("hits"), last=Max("at"), found=Count("opened_at")
        )
        .filter(found=0)
        .exclude(words="")
        .order_by("-times", "-last", "words")
    )
    return [
        Gap(text=row["words"], language=row["language"], times=row["times"], hits=row["most"], last=row["last"])
        for row in rows[:limit]
    ]  # fmt: skip
