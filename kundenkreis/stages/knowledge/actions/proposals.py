"""What members write: proposed at once, read by an editor, thanked for when published."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, TooMany
from kundenkreis.moderation import actions as moderation
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.stages.knowledge import rules
from kundenkreis.stages.knowledge.actions.revisions import drafted, send_in
from kundenkreis.stages.knowledge.models import Article, ArticleCredit, ArticleRevision

MOST_A_DAY = 5


@transaction.atomic
def propose(
    *,
    title: str,
    body: str,
    language: str,
    by: Person,
    at: datetime,
    summary: str = "",
    topic: Topic | None = None,
    kind: str = Article.Kind.HELP,
) -> ArticleRevision:
    """A member's own article, sent to review. `kind`: help or blog.

    :raises NotAllowed: without an account, or suspended. :raises TooMany: five texts a day.
    :raises Invalid: no title or no text, `unknown_language`, `unknown_kind`.
    """
    _demand_member(by, at=at)
    if language not in LANGUAGES or kind not in (Article.Kind.HELP, Article.Kind.BLOG):
        sentence = _("Please choose one.")
        name = "kind" if language in LANGUAGES else "language"
        raise Invalid(f"unknown_{name}", sentence, {name: sentence})
    article = Article.objects.create(
        language=language, family=uuid4(), slug=rules.slug_of(title), topic=topic, kind=kind, created_at=at
    )  # fmt: skip
    revision = drafted(article, title=title, body=body, summary=summary, by=by, at=at)
    _noted(revision, by=by, at=at)
    return send_in(revision, by=by, at=at)


@transaction.atomic
def propose_change(
    article: Article,
    *,
    title: str,
    body: str,
    by: Person,
    at: datetime,
    summary: str = "",
    seen: int | None = None,
    base: int | None = None,
) -> ArticleRevision:
    """A member's better words for an article, sent to review. A translation goes on following its original.

    :raises NotAllowed: without an account, or suspended. :raises TooMany: five texts a day.
    :raises Invalid: no title or no text. :raises Refused: `changed_meanwhile`.
    """
    _demand_member(by, at=at)
    shown = article.published_revision
    revision = drafted(
        article, title=title, body=body, summary=summary, seen=seen, base=base,
        follows=shown.follows if shown else None, by=by, at=at,
    )  # fmt: skip
    _noted(revision, by=by, at=at)
    return send_in(revision, by=by, at=at)


@transaction.atomic
def keep(
    *,
    title: str,
    body: str,
    language: str,
    credits: Sequence[Person],
    by: Person,
    at: datetime,
    topic: Topic | None = None,
    note: str = "",
) -> ArticleRevision:
    """A draft made of what somebody said elsewhere, to be mended and sent in. `credits`: whose knowledge it is; `note`: where.

    Whether `by` may make one of it, the room asks that knows where it was said.

    :raises NotAllowed: without an account, or suspended. :raises TooMany: five texts a day, except the team.
    :raises Invalid: no title or no text, or too much.
    """
    if not rules.may_write(roles_of(by, at=at)):
        _demand_member(by, at=at)
    article = Article.objects.create(language=language, family=uuid4(), slug=rules.slug_of(title), topic=topic, created_at=at)  # fmt: skip
    for person in credits:
        ArticleCredit.objects.create(article=article, person=person, at=at)
    return drafted(article, title=title, body=body, note=note, by=by, at=at)


def _noted(revision: ArticleRevision, *, by: Person, at: datetime) -> None:
    """An editor reads it first; copies of it elsewhere are known again, and it counts among her texts."""
    raw = f"{revision.title}\n{revision.summary}\n{revision.body}"
    moderation.note(f"article-revision:{revision.pk}", raw=raw, by=by, at=at)


def _demand_member(by: Person, *, at: datetime) -> None:
    if by.is_guest:
        raise NotAllowed("account_only", _("Please sign in first."))
    moderation.admit(by=by, at=at)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    recent = ArticleRevision.objects.filter(drafted_by=by, drafted_at__gt=at - timedelta(days=1))  # fmt: skip
    if recent.count() >= MOST_A_DAY:
        raise TooMany("too_many_texts", _("Thank you for so many texts. Please send the next one tomorrow."))  # fmt: skip
