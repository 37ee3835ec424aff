"""The way of a text: written, sent to review, returned or approved, published."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import queries, rules
from kundenkreis.stages.knowledge.actions import steps
from kundenkreis.stages.knowledge.actions.articles import begin
from kundenkreis.stages.knowledge.actions.steps import (
    demand_approver,
    demand_reviewer,
    demand_writer,
)
from kundenkreis.stages.knowledge.events import (
    ArticleDrafted,
    ArticlePublished,
    RevisionApproved,
    RevisionReturned,
    RevisionSent,
)
from kundenkreis.stages.knowledge.models import Article, ArticleRevision, RevisionStep

State = ArticleRevision.State
MOST = 200_000


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
    """Publish a new article at once. `by=None`: an import or the demo. Else as `begin` and `publish`."""
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
    """A new revision, published at once. As `revise` and `publish`."""
    revision = revise(article, title=title, summary=summary, body=body, by=by, at=at)
    return publish(revision, by=by, at=at)


@transaction.atomic
def draft(
    *,
    title: str,
    body: str,
    language: str,
    by: Person,
    at: datetime,
    summary: str = "",
    topic: Topic | None = None,
) -> ArticleRevision:
    """A new article and its first text, for the editors only. As `begin` and `revise`."""
    article = begin(title=title, language=language, topic=topic, by=by, at=at)
    return revise(article, title=title, summary=summary, body=body, by=by, at=at)


@transaction.atomic
def revise(
    article: Article,
    *,
    title: str,
    body: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
    seen: int | None = None,
    base: int | None = None,
    follows: ArticleRevision | None = None,
) -> ArticleRevision:
    """Write a new revision. Readers see the published one until this one is.

    `seen`: the newest number its author knew when she began; `base`: the one she wrote on;
    `follows`: of a translation, the text of the original that it says now.

    :raises Invalid: no title or no text, too much. :raises NotAllowed: not of the staff.
    :raises Refused: `changed_meanwhile`: there is a newer one than she saw.
    """
    demand_writer(by, at=at)
    return drafted(article, title=title, body=body, summary=summary, seen=seen, base=base, follows=follows, by=by, at=at)  # fmt: skip


def drafted(
    article: Article,
    *,
    title: str,
    body: str,
    by: Person | None,
    at: datetime,
    summary: str = "",
    seen: int | None = None,
    base: int | None = None,
    follows: ArticleRevision | None = None,
    note: str = "",
) -> ArticleRevision:
    """The row and its first step. For actions that have asked who may."""
    article = steps.locked(article)
    last = article.revisions.order_by("number").last()
    newest = last.number if last else 0
    if seen is not None and seen != newest:
        raise Refused("changed_meanwhile", _("Somebody else changed this text while you were writing. Please compare."))  # fmt: skip
    texts.required(title, field="title", most=300)
    texts.required(body, field="body", most=MOST)
    title, summary, body = rules.as_kept(title, summary, body)
    revision = ArticleRevision.objects.create(
        article=article,
        number=newest + 1,
        title=title,
        summary=summary,
        body=body,
        base=article.revisions.filter(number=base).first() if base else None,
        follows=follows,
        drafted_at=at,
        drafted_by=by,
    )
    RevisionStep.objects.create(
        revision=revision, seq=1, name="write", from_state="-", to_state=State.DRAFT, at=at, by=by, note=note
    )  # fmt: skip
    announce(
        ArticleDrafted(article=str(article.pk), revision=revision.number), by=by, at=at
    )
    return revision


@transaction.atomic
def translate(
    original: Article,
    *,
    language: str,
    title: str,
    body: str,
    by: Person,
    at: datetime,
    summary: str = "",
) -> ArticleRevision:
    """The first text of a translation, which follows what people read of the original now.

    :raises Refused: `no_text`: nobody reads the original; `translated`: it has this language. Else as `begin`, `revise`.
    """
    original = steps.locked(original)
    if original.published_revision is None or original.withdrawn_at:
        raise Refused(
            "no_text", _("Nobody reads this article. Please publish a text first.")
        )
    article = begin(title=title, language=language, topic=original.topic, family=original.family, kind=original.kind, by=by, at=at)  # fmt: skip
    return revise(article, title=title, summary=summary, body=body, follows=original.published_revision, by=by, at=at)  # fmt: skip


@transaction.atomic
def send_in(revision: ArticleRevision, *, by: Person, at: datetime) -> ArticleRevision:
    """Ask for a review. :raises NotAllowed: neither its author nor of the staff. :raises Refused: `wrong_state`."""
    revision = _locked(revision)
    if revision.drafted_by_id != by.pk:
        demand_writer(by, at=at)
    steps.take(revision, "send", by=by, at=at)
    announce(_about(RevisionSent, revision), by=by, at=at)
    return revision


@transaction.atomic
def send_back(
    revision: ArticleRevision, *, note: str, by: Person, at: datetime
) -> ArticleRevision:
    """Not yet: its author reads what is missing.

    :raises NotAllowed: no approver. :raises Invalid: no word. :raises Refused: `wrong_state`.
    """
    texts.required(note, field="note", most=2000)
    revision = _locked(revision)
    demand_reviewer(revision, by, at=at)
    steps.take(revision, "return", by=by, at=at, note=note)
    announce(_about(RevisionReturned, revision), by=by, at=at)
    return revision


@transaction.atomic
def approve(
    revision: ArticleRevision, *, by: Person | None, at: datetime, note: str = ""
) -> ArticleRevision:
    """It is right and may be published.

    :raises NotAllowed: no approver; `four_eyes`: her own, where the brand wants two people.
    :raises Refused: `wrong_state`.
    """
    revision = _locked(revision)
    demand_reviewer(revision, by, at=at)
    _demand_four_eyes(revision, by)
    steps.take(revision, "approve", by=by, at=at, note=note)
    announce(_about(RevisionApproved, revision), by=by, at=at)
    return revision


@transaction.atomic
def publish(revision: ArticleRevision, *, by: Person | None, at: datetime) -> Article:
    """People read this revision from now on, and can find it. It counts as checked today.

    Steps before that are still missing are taken with it: who may publish may also approve.

    :raises NotAllowed: as `approve`. :raises Refused: `wrong_state`: it was published before.
    """
    demand_approver(by, at=at)
    revision = _locked(revision)
    article = revision.article
    if revision.state in (State.DRAFT, State.IN_REVIEW):
        _demand_four_eyes(revision, by)
    for name in rules.way_to_readers(revision.state):
        shown = article.published_revision
        if name == "publish" and shown and shown.state == State.PUBLISHED:
            steps.take(shown, "replace", by=by, at=at)
        steps.take(revision, name, by=by, at=at)
    revision.published_at, revision.published_by = at, by
    revision.save(update_fields=["published_at", "published_by"])
    article.published_revision = revision
    article.slug = rules.slug_of(revision.title)
    steps.checked(article, at=at)
    article.withdrawn_at = article.withdrawn_by = article.successor = None
    article.save()
    steps.index(article, revision, by=by, at=at)
    announce(
        ArticlePublished(article=str(article.pk), revision=revision.number), by=by, at=at
    )
    return article


@transaction.atomic
def take_up(revision: ArticleRevision, *, by: Person, at: datetime) -> ArticleRevision:
    """An earlier text becomes a new draft, to be read and published again. As `revise`."""
    return revise(
        revision.article, title=revision.title, summary=revision.summary, body=revision.body,
        base=revision.number, follows=revision.follows, by=by, at=at,
    )  # fmt: skip


def _locked(revision: ArticleRevision) -> ArticleRevision:
    article = steps.locked(revision.article)
    found = ArticleRevision.objects.select_related("drafted_by").get(pk=revision.pk)
    found.article = article
    return found


def _demand_four_eyes(revision: ArticleRevision, by: Person | None) -> None:
    alone = revision.drafted_by_id is not None and (by is None or by.pk == revision.drafted_by_id)  # fmt: skip
    if alone and queries.article_rules().four_eyes:
        raise NotAllowed("four_eyes", _("Another person must approve what you wrote."))


def _about(kind: Any, revision: ArticleRevision) -> Any:
    return kind(article=str(revision.article_id), revision=revision.number)
