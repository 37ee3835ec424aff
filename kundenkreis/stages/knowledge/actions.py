"""Everything that can happen to an article, as sentences."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.search import actions as search
from kundenkreis.search.models import Document
from kundenkreis.stages.knowledge import queries, rules
from kundenkreis.stages.knowledge.events import (
    ArticleChecked,
    ArticleDrafted,
    ArticlePublished,
    ArticleVoted,
    ArticleWithdrawn,
)
from kundenkreis.stages.knowledge.models import Article, ArticleRevision, HelpfulnessVote


@transaction.atomic
def write(
    *,
    title: str,
    body: str,
    language: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
    topic: Topic | None = None,
    family: UUID | None = None,
    **more: Any,
) -> Article:
    """Publish a new article. `by=None`: an import or the demo. `family`: translates that one.

    `more`: kind, source, source_key, licence, licence_url, credits.

    :raises Invalid: no title or no text. :raises NotAllowed: not of the staff.
    """
    article = begin(
        title=title, language=language, topic=topic, family=family, by=by, at=at, **more
    )
    return write_again(article, title=title, summary=summary, body=body, by=by, at=at)


@transaction.atomic
def write_again(
    article: Article,
    *,
    title: str,
    body: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
) -> Article:
    """A new revision, published at once.

    :raises Invalid: no title or no text. :raises NotAllowed: not of the staff.
    """
    revision = revise(article, title=title, summary=summary, body=body, by=by, at=at)
    return publish(revision, by=by, at=at)


@transaction.atomic
def credit(
    article: Article,
    *,
    licence: str,
    licence_url: str,
    credits: str,
    by: Person | None,
    at: datetime,
) -> None:
    """Say whose words these are and what may be done with them."""
    _demand_editor(by, at=at)
    Article.objects.filter(pk=article.pk).update(
        licence=licence, licence_url=licence_url, credits=credits
    )


@transaction.atomic
def begin(
    *,
    title: str,
    language: str,
    by: Person | None,
    at: datetime,
    topic: Topic | None = None,
    family: UUID | None = None,
    **more: Any,
) -> Article:
    """An article without words yet: nobody reads it before a revision is published."""
    _demand_editor(by, at=at)
    return Article.objects.create(
        language=language,
        family=family or uuid4(),
        slug=rules.slug_of(title),
        topic=topic,
        created_at=at,
        **more,
    )


@transaction.atomic
def revise(
    article: Article,
    *,
    title: str,
    body: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
) -> ArticleRevision:
    """Write a new revision. Readers see the published one until this one is.

    :raises Invalid: no title or no text. :raises NotAllowed: not of the staff.
    """
    _demand_editor(by, at=at)
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    last = article.revisions.order_by("number").last()
    texts.required(title, field="title", most=300)
    texts.required(body, field="body", most=200_000)
    title, summary, body = rules.as_kept(title, summary, body)
    revision = ArticleRevision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        title=title,
        summary=summary,
        body=body,
        drafted_at=at,
        drafted_by=by,
    )
    announce(
        ArticleDrafted(article=str(article.pk), revision=revision.number), by=by, at=at
    )
    return revision


@transaction.atomic
def publish(revision: ArticleRevision, *, by: Person | None, at: datetime) -> Article:
    """People read this revision from now on, and can find it. It counts as checked today."""
    _demand_editor(by, at=at)
    article = Article.objects.select_for_update(of=("self",)).get(pk=revision.article_id)
    ArticleRevision.objects.filter(pk=revision.pk, published_at__isnull=True).update(
        published_at=at, published_by=by
    )
    article.published_revision = revision
    article.slug = rules.slug_of(revision.title)
    article.reviewed_at, article.review_due = at, at + Article.REVIEWED_EVERY
    article.withdrawn_at = article.withdrawn_by = None
    article.save()
    _index(article, revision, by=by, at=at)
    announce(
        ArticlePublished(article=str(article.pk), revision=revision.number), by=by, at=at
    )
    return article


def _index(
    article: Article, revision: ArticleRevision, *, by: Person | None, at: datetime
) -> None:
    """An overview only leads to others: the others are found."""
    if article.kind == Article.Kind.OVERVIEW:
        search.remove(kind=Document.Kind.ARTICLE, object_id=article.pk, by=by, at=at)
        return
    search.put(
        kind=Document.Kind.ARTICLE,
        object_id=article.pk,
        family=article.family,
        language=article.language,
        title=revision.title,
        summary=revision.summary,
        body=queries.plain(revision.body),
        url=article.path,
        by=by,
        at=at,
    )


@transaction.atomic
def check(article: Article, *, by: Person, at: datetime) -> Article:
    """Somebody read it today and it is still right."""
    _demand_editor(by, at=at)
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    article.reviewed_at, article.review_due = at, at + Article.REVIEWED_EVERY
    article.save(update_fields=["reviewed_at", "review_due"])
    announce(ArticleChecked(article=str(article.pk)), by=by, at=at)
    return article


@transaction.atomic
def withdraw(article: Article, *, by: Person | None, at: datetime) -> Article:
    """Nobody reads or finds it any more; its revisions are kept. Doing it twice is once."""
    _demand_editor(by, at=at)
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if article.withdrawn_at:
        return article
    article.withdrawn_at, article.withdrawn_by = at, by
    article.save(update_fields=["withdrawn_at", "withdrawn_by"])
    search.remove(kind=Document.Kind.ARTICLE, object_id=article.pk, by=by, at=at)
    announce(ArticleWithdrawn(article=str(article.pk)), by=by, at=at)
    return article


@transaction.atomic
def vote(
    article: Article,
    *,
    helpful: bool,
    by: Person | None,
    at: datetime,
    reader: str = "",
    why: str = "",
) -> HelpfulnessVote:
    """A reader says whether it helped: `by` a person, or anonymously as `reader` (a fingerprint).

    :raises Invalid: `no_voter`: neither is known.
    """
    if by is None and not reader:
        raise Invalid("no_voter", _("Please allow cookies, so that your vote counts once."))
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    voter = {"person": by} if by else {"reader": reader}
    row, _made = HelpfulnessVote.objects.update_or_create(
        article=article,
        **voter,
        defaults={"helpful": helpful, "why": texts.tidy(why)[:500], "at": at},
    )
    _count(article)
    announce(ArticleVoted(article=str(article.pk), helpful=helpful), by=by, at=at)
    return row


@transaction.atomic
def read_in(case: Case, article: Article, *, by: Person, at: datetime) -> Attempt:
    """The customer tries the article for her case. Reading again is the same try.

    :raises Refused: `case_closed`.
    """
    return cases.begin(case, stage=queries.STAGE, subject=article.subject, by=by, at=at)


@transaction.atomic
def helped(case: Case, article: Article, *, by: Person, at: datetime) -> Case:
    """The article solved the case. Saying it twice is once.

    :raises NotAllowed: only the customer says so. :raises Refused: `case_closed`.
    """
    before = queries.attempt_of(case, article)
    if before and before.state == Attempt.State.SOLVED:
        return before.case
    attempt = read_in(case, article, by=by, at=at)
    case = cases.solve(case, attempt=attempt, by=by, at=at)
    _count(article)
    return case


@transaction.atomic
def did_not_help(
    case: Case, article: Article, *, by: Person, at: datetime, why: str = ""
) -> Attempt:
    """Tried in vain: kept, so that nobody proposes it again for this case. Saying it twice is once.

    :raises Refused: `case_closed`.
    """
    before = queries.attempt_of(case, article)
    if before and before.state == Attempt.State.FAILED:
        return before
    attempt = read_in(case, article, by=by, at=at)
    attempt = cases.fail(attempt, why=why, by=by, at=at)
    _count(article)
    return attempt


@transaction.atomic
def recount(article: Article, *, by: Person | None, at: datetime) -> None:
    """Bring the article's numbers up to what readers and cases say."""
    _count(Article.objects.select_for_update(of=("self",)).get(pk=article.pk))


def _count(article: Article) -> None:
    helped, tried = queries.said(article)
    Article.objects.filter(pk=article.pk).update(
        helped=helped, tried=tried, helpfulness=rules.wilson(helped, tried)
    )


def _demand_editor(by: Person | None, *, at: datetime) -> None:
    if by is not None and not rules.may_edit(staff=is_staff(by, at=at)):
        raise NotAllowed("staff_only", _("Only our team writes articles."))
