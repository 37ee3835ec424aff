"""What the assistant may speak from: texts that anyone may read at this moment, cut into sentences."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kundenkreis.core.signs import signs
from kundenkreis.guides.actions.publishing import words
from kundenkreis.guides.models import Guide
from kundenkreis.search.models import Document
from kundenkreis.search.queries import Hit
from kundenkreis.search.queries import find as search
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.queries import plain

MOST_SOURCES, MOST_SENTENCES = 6, 80
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# A text that speaks to machines and not to its reader is not spoken from at all: what follows its order may belong to it.
_TO_MACHINES = re.compile(
    r"(ignor|disregard|forget|override|vergiss|vergessen|missacht|oubli|dimentic).{0,60}(instruction|prompt|anweisung|regel|rule|consigne|istruzion|above|oben|previous)"
    r"|system\s*prompt|you are (now )?an? |du bist (jetzt|nun) |as an ai\b|assistant\s*:|<\|",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text with its address. `sentences` stand in it word for word, in order."""

    kind: str
    id: UUID
    title: str
    url: str
    language: str
    sentences: tuple[str, ...]


def gather(question: str, *, language: str) -> list[Source]:
    """The texts that fit the question, best first, as they may be read now.

    The index says where to look; the tables say what may be read: what expired or was hidden a
    moment ago is not there. Four queries, however many are found.
    """
    kinds = [Document.Kind.ARTICLE, Document.Kind.GUIDE, Document.Kind.QUESTION]
    hits = search(question, language=language, kinds=kinds, limit=MOST_SOURCES)
    texts = {
        **_articles([hit for hit in hits if hit.kind == "article"]),
        **_guides([hit for hit in hits if hit.kind == "guide"]),
        **_solutions([hit for hit in hits if hit.kind == "question"]),
    }
    found = []
    for hit in hits:
        if hit.id in texts and not _TO_MACHINES.search(" ".join(texts[hit.id][2].split())):
            title, url, lines = texts[hit.id]
            community = hit.kind == "question"
            said = tuple(_said(lines, community=community))[:MOST_SENTENCES]
            found.append(Source(kind=hit.kind, id=hit.id, title=title, url=url, language=hit.language, sentences=said))  # fmt: skip
    return found


Text = tuple[str, str, str]


def _articles(hits: list[Hit]) -> dict[UUID, Text]:
    rows = Article.objects.readable().filter(pk__in=[hit.id for hit in hits]) if hits else []  # fmt: skip
    found = {}
    for row in rows:
        assert row.published_revision is not None  # readable
        text = f"{row.published_revision.summary}\n{plain(row.published_revision.body)}"
        found[row.pk] = (row.title, row.path, text)
    return found


def _guides(hits: list[Hit]) -> dict[UUID, Text]:
    rows = Guide.objects.readable().filter(pk__in=[hit.id for hit in hits]) if hits else []
    found = {}
    for row in rows:
        assert row.published_version is not None  # readable
        text = f"{row.published_version.summary}\n{plain(words(row.published_version))}"
        found[row.pk] = (row.title, row.path, text)
    return found


def _solutions(hits: list[Hit]) -> dict[UUID, Text]:
    """Only the answer that solved it, while both may be read."""
    if not hits:
        return {}
    shown = Question.objects.public().solved().filter(pk__in=[hit.id for hit in hits])
    rows = shown.filter(solution__answer__hidden_at__isnull=True)
    return {
        row.pk: (row.title, row.path, plain(row.solution.answer.body))
        for row in rows.select_related("solution__answer")
    }


def _said(text: str, *, community: bool) -> Iterable[str]:
    """Its sentences; from customers without those that hold signs of a trick."""
    for line in text.splitlines():
        for sentence in _SENTENCE.split(line.strip()):
            one = sentence.strip()
            if len(one) < 3 or (community and signs(one)):
                continue
            yield one
