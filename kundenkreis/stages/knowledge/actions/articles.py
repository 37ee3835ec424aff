"""What happens to a whole article: begun, filed, checked, retired; and what the clock does."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import queries, rules
from kundenkreis.stages.knowledge.actions import steps
from kundenkreis.stages.knowledge.actions.steps import demand_approver, demand_writer
from kundenkreis.stages.knowledge.events import (
    ArticleChecked,
    ArticlesExpired,
    ArticleWithdrawn,
    ReviewsDue,
)
from kundenkreis.stages.knowledge.models import Article, ArticleRevision

State = ArticleRevision.State


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
    """An article without words yet: nobody reads it before a revision is published.

    `family`: it translates that one. `more`: kind, source, source_key, licence, licence_url, credits.

    :raises NotAllowed: not of the staff. :raises Invalid: `unknown_language`.
    :raises Refused: `translated`: the family has this language.
    """
    demand_writer(by, at=at)
    if language not in LANGUAGES:
        sentence = _("Please choose a language.")
        raise Invalid("unknown_language", sentence, {"language": sentence})
    if family and Article.objects.filter(family=family, language=language).exists():
        raise Refused("translated", _("There is a translation into this language already."))
    return Article.objects.create(
        language=language,
        family=family or uuid4(),
        slug=rules.slug_of(title),
        topic=topic,
        created_at=at,
        **more,
    )


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
    demand_writer(by, at=at)
    Article.objects.filter(pk=article.pk).update(
        licence=licence, licence_url=licence_url, credits=credits
    )


@transaction.atomic
def file_under(
    article: Article, *, topic: Topic | None, by: Person | None, at: datetime
) -> None:
    """The topic under which it is listed. :raises NotAllowed: not of the staff."""
    demand_writer(by, at=at)
    Article.objects.filter(pk=article.pk).update(topic=topic)


@transaction.atomic
def check(article: Article, *, by: Person, at: datetime) -> Article:
    """Somebody read it today and it is still right; one that had expired is read again.

    :raises NotAllowed: not of the staff; of an expired one: no approver.
    :raises Refused: `no_text`: nothing of it was ever published, or it was retired.
    """
    demand_writer(by, at=at)
    article = steps.locked(article)
    shown = article.published_revision
    if shown is None or article.withdrawn_at:
        raise Refused(
            "no_text", _("Nobody reads this article. Please publish a text first.")
        )
    if shown.state == State.EXPIRED:
        demand_approver(by, at=at)
        steps.take(shown, "renew", by=by, at=at)
        steps.index(article, shown, by=by, at=at)
    steps.checked(article, at=at)
    article.save(update_fields=["reviewed_at", "review_due", "warned_at"])
    announce(ArticleChecked(article=str(article.pk)), by=by, at=at)
    return article


@transaction.atomic
def withdraw(
    article: Article,
    *,
    by: Person | None,
    at: datetime,
    successor: Article | None = None,
    note: str = "",
) -> Article:
    """Nobody reads or finds it any more; its revisions are kept. Doing it twice is once.

    `successor`: its address leads there from now on. :raises NotAllowed: no approver.
    :raises Invalid: `same_article`.
    """
    demand_approver(by, at=at)
    article = steps.locked(article)
    if article.withdrawn_at:
        return article
    if successor and successor.pk == article.pk:
        sentence = _("Please choose another article.")
        raise Invalid("same_article", sentence, {"successor": sentence})
    shown = article.published_revision
    if shown and shown.state == State.PUBLISHED:
        steps.take(shown, "withdraw", by=by, at=at, note=note)
    article.withdrawn_at, article.withdrawn_by, article.successor = at, by, successor
    article.save(update_fields=["withdrawn_at", "withdrawn_by", "successor"])
    steps.out_of_sight(article, by=by, at=at)
    announce(ArticleWithdrawn(article=str(article.pk)), by=by, at=at)
    return article


@transaction.atomic
def restore(article: Article, *, by: Person | None, at: datetime) -> Article:
    """A retired article is read again, with the text it had, as checked today. Twice is once.

    :raises NotAllowed: no approver. :raises Refused: `no_text`: it never had one.
    """
    demand_approver(by, at=at)
    article = steps.locked(article)
    if not article.withdrawn_at:
        return article
    shown = article.published_revision
    if shown is None:
        raise Refused(
            "no_text", _("Nobody reads this article. Please publish a text first.")
        )
    article.withdrawn_at = article.withdrawn_by = article.successor = None
    steps.checked(article, at=at)
    article.save()
    steps.take(shown, "renew", by=by, at=at)
    steps.index(article, shown, by=by, at=at)
    announce(ArticleChecked(article=str(article.pk)), by=by, at=at)
    return article


@transaction.atomic
def warn_of_reviews(*, by: Person | None, at: datetime) -> int:
    """Tell the editors once of articles that end soon; how many there are."""
    until = at + timedelta(days=queries.article_rules().warn_days)
    due = Article.objects.readable().filter(review_due__lte=until, warned_at=None)
    found = list(due.order_by("review_due", "pk"))
    if found:
        Article.objects.filter(pk__in=[each.pk for each in found]).update(warned_at=at)
        first = found[0]
        happened = ReviewsDue(count=len(found), title=first.title, due=first.review_due.isoformat() if first.review_due else "")  # fmt: skip
        announce(happened, by=by, at=at)
    return len(found)


@transaction.atomic
def expire(*, by: Person | None, at: datetime) -> int:
    """Articles whose review is overdue are no longer read or found; how many there were."""
    due = Article.objects.readable().filter(review_due__lte=at)
    found = list(due.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    for article in found:
        assert article.published_revision
        steps.take(article.published_revision, "expire", by=by, at=at)
        steps.out_of_sight(article, by=by, at=at)
    if found:
        announce(ArticlesExpired(count=len(found), title=found[0].title), by=by, at=at)
    return len(found)
