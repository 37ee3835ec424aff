"""What is wrong with what people read: looked at all at once, for editors."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from kundenkreis.media.models import Captions, Media
from kundenkreis.media.rules import named_in
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.stages.knowledge.queries.editing import due

KINDS = ("link", "gone", "words", "captions", "due", "outdated")
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ARTICLE = re.compile(rf"\]\(<?/articles/({_ID})")
_WORDLESS = re.compile(rf"!\[\s*\]\(\s*media:({_ID})\s*\)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble of one article. `kind` of `KINDS`: a link or a picture that leads nowhere, a picture without
    words, a film without captions in its language, a check that is due, a translation older than its original."""

    kind: str
    article: UUID
    title: str
    language: str
    what: str = ""


def findings(*, at: datetime) -> list[Finding]:
    """Everything, by kind and title; as many statements for one article as for all."""
    shown = Article.objects.readable().filter(Q(published_revision__body__contains="](/articles/") | Q(published_revision__body__contains="](media:"))  # fmt: skip
    rows = list(shown.values_list("pk", "language", "published_revision__title", "published_revision__body"))  # fmt: skip
    found = [*_in_texts(rows), *_listed("due", due(at)), *_listed("outdated", _outdated())]
    return sorted(found, key=lambda each: (KINDS.index(each.kind), each.title, each.what))


def _in_texts(rows: list[tuple[UUID, str, str, str]]) -> Iterable[Finding]:
    linked = {UUID(pk) for row in rows for pk in _ARTICLE.findall(row[3])}
    there = set(Article.objects.readable().filter(pk__in=linked).values_list("pk", flat=True))  # fmt: skip
    after = set(Article.objects.filter(pk__in=linked - there, successor__published_revision__state="published").values_list("pk", flat=True))  # fmt: skip
    named = {pk for row in rows for pk in named_in(row[3])}
    media = {row.pk: row for row in Media.objects.filter(pk__in=named)}
    spoken: defaultdict[UUID, set[str]] = defaultdict(set)
    for pk, language in Captions.objects.filter(media__in=media).values_list("media", "language"):  # fmt: skip
        spoken[pk].add(language)
    for article, language, title, body in rows:
        for pk in {UUID(each) for each in _ARTICLE.findall(body)} - there - after:
            yield Finding("link", article, title, language, f"/articles/{pk}/")
        for pk in named_in(body):
            if pk not in media:
                yield Finding("gone", article, title, language, str(pk))
            elif media[pk].kind != Media.Kind.PICTURE and language not in spoken[pk]:
                yield Finding("captions", article, title, language, media[pk].words)
        for name in _WORDLESS.findall(body):
            row = media.get(UUID(name))
            yield Finding("words", article, title, language, row.words if row else "")


def _outdated() -> Iterable[Article]:
    followed = F("published_revision__follows__article__published_revision")
    told = Article.objects.readable().filter(published_revision__follows__isnull=False)
    return told.exclude(published_revision__follows=followed)


def _listed(kind: str, rows: Iterable[Article]) -> Iterable[Finding]:
    for row in rows:
        yield Finding(kind, row.pk, row.title, row.language, row.review_due.isoformat() if kind == "due" and row.review_due else "")  # fmt: skip
