"""Reads about articles: for readers, for a case, and what readers said."""

from collections.abc import Collection, Sequence
from html import unescape
from uuid import UUID

import nh3
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import attempts_of
from kundenkreis.core.markdown import to_html
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Person
from kundenkreis.search import queries as search
from kundenkreis.search.models import Document
from kundenkreis.search.queries import Hit
from kundenkreis.stages.knowledge.models import Article, HelpfulnessVote

STAGE = "knowledge"
PER_PAGE = 20
ORIGINAL = "published_revision__follows__article__published_revision"


def article_for_reader(pk: UUID) -> Article:
    """The article that anyone may read.

    :raises NotFound: there is none, it is a draft, or it was withdrawn.
    """
    article = Article.objects.readable().filter(pk=pk).first()
    if article is None:
        raise NotFound("not_found", _("There is no such article."))
    return article


def article_or_successor(pk: UUID) -> Article:
    """The article that anyone may read; a retired one leads to its successor, or to that one's.

    :raises NotFound: there is neither.
    """
    seen: set[UUID] = set()
    rows, asked_for = Article.objects.readable().select_related(ORIGINAL), pk
    while (found := rows.filter(pk=asked_for).first()) is None:
        seen.add(asked_for)
        retired = Article.objects.filter(pk=asked_for, withdrawn_at__isnull=False)
        after = retired.values_list("successor", flat=True).first()
        if after is None or after in seen:
            raise NotFound("not_found", _("There is no such article."))
        asked_for = after
    return found


def translations(article: Article) -> list[Article]:
    """The same article in other languages."""
    return list(
        Article.objects.readable()
        .filter(family=article.family)
        .exclude(pk=article.pk)
        .order_by("language")
    )


def articles_page(
    *, language: str, topic: Topic | None, number: str | None
) -> Page[Article]:
    """One numbered page of articles, what helped most first."""
    rows = Article.objects.readable().written_in(language).about(topic)
    rows = rows.exclude(kind=Article.Kind.BLOG).most_helpful_first()
    return Paginator(rows, PER_PAGE).get_page(number)


def topics_with_articles(*, language: str) -> list[tuple[Topic, int]]:
    """Topics in the brand's order, each with the number of its articles in this language."""
    counts = dict(
        Article.objects.filter(published_revision__state="published", language=language)
        .order_by()
        .values_list("topic")
        .annotate(Count("pk"))
    )
    return [
        (topic, counts[topic.pk]) for topic in Topic.objects.all() if topic.pk in counts
    ]


def plain(markdown: str) -> str:
    """Markdown as plain words, for the index."""
    return unescape(nh3.clean(to_html(markdown), tags=set()))


def find(text: str, *, language: str, limit: int = 10) -> list[Hit]:
    """Articles that answer the text, best first."""
    return search.find(text, language=language, kinds=[Document.Kind.ARTICLE], limit=limit)


def find_help(text: str, *, language: str, limit: int = 20) -> list[Hit]:
    """Articles and guided fixes that answer the text, best first."""
    kinds = [Document.Kind.ARTICLE, Document.Kind.GUIDE]
    return search.find(text, language=language, kinds=kinds, limit=limit)


def suggestions(text: str, *, language: str, limit: int = 5) -> list[Hit]:
    """Articles and solved questions together, best first."""
    hits = search.find(text, language=language, limit=limit * 3)
    return [hit for hit in hits if hit.solved][:limit]


def tried_in_vain(case: Case) -> set[str]:
    """Subjects such as `article:<uuid>` that did not help in this case."""
    failed = (row for row in attempts_of(case) if row.state == Attempt.State.FAILED)
    return {row.subject for row in failed if row.subject}


def suggestions_for(case: Case, *, limit: int = 3) -> list[Hit]:
    """What may solve the case at once, without what was tried in vain."""
    failed = tried_in_vain(case)
    families = _families(failed)
    hits = suggestions(case.text, language=case.language, limit=limit + len(failed))
    fresh = [
        hit
        for hit in hits
        if f"{hit.kind}:{hit.id}" not in failed and hit.family not in families
    ]
    return fresh[:limit]


def best_article(case: Case) -> Article | None:
    """The article that fits the case best and was not tried in vain, in any language."""
    families = _families(tried_in_vain(case))
    hits = find(case.text, language=case.language, limit=3 + len(families))
    found = articles_by_id([hit.id for hit in hits if hit.family not in families])
    ranked = [found[hit.id] for hit in hits if hit.id in found]
    return next((each for each in ranked if each.kind != Article.Kind.BLOG), None)


def _families(subjects: Collection[str]) -> set[UUID]:
    ids = [
        subject.partition(":")[2] for subject in subjects if subject.startswith("article:")
    ]
    if not ids:
        return set()
    return set(Article.objects.filter(pk__in=ids).values_list("family", flat=True))


def said(article: Article) -> tuple[int, int]:
    """(helped, tried): votes of readers and ended attempts in cases together."""
    votes = HelpfulnessVote.objects.filter(article=article).aggregate(
        helped=Count("pk", filter=Q(helpful=True)), tried=Count("pk")
    )
    attempts = Attempt.objects.filter(
        stage=STAGE,
        subject=article.subject,
        state__in=(Attempt.State.SOLVED, Attempt.State.FAILED),
    ).aggregate(helped=Count("pk", filter=Q(state=Attempt.State.SOLVED)), tried=Count("pk"))
    return votes["helped"] + attempts["helped"], votes["tried"] + attempts["tried"]


def articles_by_id(ids: Sequence[UUID]) -> dict[UUID, Article]:
    """Readable articles by id, in one query."""
    if not ids:
        return {}
    return {
        article.pk: article for article in Article.objects.readable().filter(pk__in=ids)
    }


def attempt_of(case: Case, article: Article) -> Attempt | None:
    """The latest try with this article in this case."""
    return (
        Attempt.objects.filter(case=case, stage=STAGE, subject=article.subject)
        .order_by("pk")
        .last()
    )


def vote_of(
    article: Article, *, person: Person | None, reader: str
) -> HelpfulnessVote | None:
    """What this reader said before."""
    votes = HelpfulnessVote.objects.filter(article=article)
    if person:
        return votes.filter(person=person).first()
    return votes.filter(reader=reader).first() if reader else None
