"""Reads of the editors: what waits for them, one article with everything, what readers missed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.stages.knowledge.models import (
    Article,
    ArticleRevision,
    ArticleRules,
    HelpfulnessVote,
    RevisionStep,
)

PER_PAGE = 25
LISTS = ("review", "due", "worst", "drafts", "outdated", "all")
State = ArticleRevision.State


def article_rules() -> ArticleRules:
    """What the brand's managers set; the defaults without a row."""
    return ArticleRules.objects.first() or ArticleRules()


def editors_list(
    which: str, *, language: str = "", number: str | None, at: datetime
) -> Page[Any]:
    """One page of a list of the editors, each with its newest text; `which` of `LISTS`."""
    newest = ArticleRevision.objects.filter(article=OuterRef("pk")).order_by("-number")
    rows = _chosen(which, at=at).annotate(
        newest_title=Subquery(newest.values("title")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        newest_number=Subquery(newest.values("number")[:1]),
    )
    rows = rows.filter(language=language) if language else rows
    return Paginator(rows.select_related("published_revision", "topic"), PER_PAGE).get_page(
        number
    )


def _chosen(which: str, *, at: datetime) -> QuerySet[Article]:
    rows = Article.objects.all()
    texts = ArticleRevision.objects.filter(article=OuterRef("pk"))
    if which == "review":
        waiting = texts.filter(state__in=[State.IN_REVIEW, State.APPROVED])
        return rows.filter(Exists(waiting)).order_by("created_at", "pk")
    if which == "due":
        return due(at).order_by("review_due", "pk")
    if which == "worst":
        judged = rows.filter(tried__gt=0, published_revision__state=State.PUBLISHED)
        return judged.worst_first()
    if which == "outdated":
        followed = F("published_revision__follows__article__published_revision")
        told = rows.filter(published_revision__follows__isnull=False)
        return told.exclude(published_revision__follows=followed).order_by(
            "created_at", "pk"
        )
    if which == "drafts":
        later = texts.filter(
            state=State.DRAFT, number__gt=OuterRef("published_revision__number")
        )
        new = Q(published_revision=None) & Exists(texts.filter(state=State.DRAFT))
        return rows.filter(new | Exists(later)).order_by("-created_at", "pk")
    return rows.order_by("-created_at", "pk")


def due(at: datetime) -> QuerySet[Article]:
    """Read, or read last, and to be checked soon."""
    soon = at + timedelta(days=article_rules().warn_days)
    shown = Q(published_revision__state__in=[State.PUBLISHED, State.EXPIRED])
    rows = Article.objects.select_related("published_revision")
    return rows.filter(shown, review_due__lte=soon, withdrawn_at=None)


def how_many_wait(*, at: datetime) -> dict[str, int]:
    """What the tabs say: texts in review, articles due."""
    return {
        "review": _chosen("review", at=at).count(),
        "due": due(at).count(),
    }


def article_for_editor(pk: UUID) -> Article:
    """Any article of the brand. :raises NotFound: there is none."""
    rows = Article.objects.select_related(
        "topic", "successor", "published_revision__follows__article__published_revision"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("not_found", _("There is no such article."))
    return found


def history(article: Article) -> list[ArticleRevision]:
    """Its texts, newest first, each with author and steps."""
    steps = RevisionStep.objects.select_related("by").order_by("seq")
    rows = ArticleRevision.objects.filter(article=article).defer("body")
    return list(
        rows.select_related("drafted_by")
        .prefetch_related(Prefetch("steps", steps))
        .order_by("-number")
    )


def revision_of(article: Article, number: int) -> ArticleRevision:
    """One text of the article. :raises NotFound: there is none of this number."""
    rows = ArticleRevision.objects.filter(article=article, number=number)
    found = rows.select_related(
        "drafted_by", "base", "follows__article__published_revision"
    ).first()
    if found is None:
        raise NotFound("not_found", _("There is no such text."))
    found.article = article
    return found


def newest(article: Article) -> ArticleRevision | None:
    """The last text anybody wrote."""
    rows = ArticleRevision.objects.filter(article=article).select_related(
        "drafted_by", "follows__article__published_revision"
    )
    return rows.order_by("-number").first()


def steps_of(revision: ArticleRevision) -> list[RevisionStep]:
    """What happened to it, oldest first."""
    return list(
        RevisionStep.objects.filter(revision=revision).select_related("by").order_by("seq")
    )


def whys(article: Article, *, limit: int = 20) -> list[HelpfulnessVote]:
    """What readers missed, newest first, without who they are."""
    rows = HelpfulnessVote.objects.filter(article=article).exclude(why="")
    return list(rows.order_by("-at")[:limit])


def in_other_languages(article: Article) -> list[Article]:
    """The whole family but this one, also what nobody reads, with what each follows."""
    rows = Article.objects.filter(family=article.family).exclude(pk=article.pk)
    follows = "published_revision__follows__article__published_revision"
    return list(rows.select_related(follows).order_by("language"))
