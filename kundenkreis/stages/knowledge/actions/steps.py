"""The workings under the actions: one step of a revision, what follows for its article, who may."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.media import actions as media
from kundenkreis.media.rules import named_in
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.reputation.table import REVIEW
from kundenkreis.search import actions as search
from kundenkreis.search.models import Document
from kundenkreis.stages.knowledge import queries, rules
from kundenkreis.stages.knowledge.models import Article, ArticleRevision, RevisionStep


def locked(article: Article) -> Article:
    """The article as it is now, and ours until the end of the transaction."""
    rows = Article.objects.select_for_update(of=("self",))
    return rows.select_related("published_revision").get(pk=article.pk)


def take(
    revision: ArticleRevision, name: str, *, by: Person | None, at: datetime, note: str = ""
) -> None:
    """One step; the database moves the row (articles.sql).

    :raises Refused: `wrong_state`.
    """
    to_state = rules.after(revision.state, name)
    if to_state is None:
        raise Refused("wrong_state", _("Somebody else was faster: this text is in another state now."))  # fmt: skip
    RevisionStep.objects.create(
        revision=revision, seq=revision.seq + 1, name=name, from_state=revision.state,
        to_state=to_state, at=at, by=by, note=texts.tidy(note)[:2000],
    )  # fmt: skip
    revision.seq, revision.state = revision.seq + 1, to_state


def checked(article: Article, *, at: datetime) -> None:
    """It counts as checked today: read until the brand's time is over. The caller saves."""
    article.reviewed_at = at
    article.review_due = at + timedelta(days=queries.article_rules().review_days)
    article.warned_at = None


def index(
    article: Article, revision: ArticleRevision, *, by: Person | None, at: datetime
) -> None:
    """People can find it and see what it shows. An overview only leads to others: the others are found."""
    media.show(article.subject, named_in(revision.body), by=by, at=at)
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


def out_of_sight(article: Article, *, by: Person | None, at: datetime) -> None:
    """People neither find it nor see what it showed."""
    media.show(article.subject, [], by=by, at=at)
    search.remove(kind=Document.Kind.ARTICLE, object_id=article.pk, by=by, at=at)


def demand_writer(by: Person | None, *, at: datetime) -> None:
    """:raises NotAllowed: not of the staff."""
    if by is not None and not rules.may_write(roles_of(by, at=at)):
        raise NotAllowed("staff_only", _("Only our team writes articles."))


def demand_reviewer(
    revision: ArticleRevision, by: Person | None, *, at: datetime
) -> None:  # fmt: skip
    """Moderators and managers; and members with the ability, for what other members sent in.

    :raises NotAllowed: nobody else, and not for her own text.
    """
    if by is None or rules.may_approve(roles_of(by, at=at)):
        return
    able = REVIEW in abilities_of(by, at=at)
    if not able or revision.state != ArticleRevision.State.IN_REVIEW:
        demand_approver(by, at=at)
    if revision.drafted_by_id == by.pk:
        sentence = _("Another person must approve what you wrote.")
        raise NotAllowed("own_text", sentence)


def demand_approver(by: Person | None, *, at: datetime) -> None:
    """:raises NotAllowed: neither moderator nor manager."""
    if by is not None and not rules.may_approve(roles_of(by, at=at)):
        raise NotAllowed("no_approver", _("Only moderators and managers can do this."))
