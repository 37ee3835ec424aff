"""Writing an idea, mending it, taking it back, writing below it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import guess
from kundenkreis.core.refusal import NotAllowed, Refused, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas import queries, rules
from kundenkreis.ideas.events import IdeaChanged, IdeaCommented, IdeaWritten
from kundenkreis.ideas.models import Idea, IdeaComment
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import roles_of


def _taking_part(by: Person) -> None:
    if not rules.may_take_part(by):
        raise NotAllowed("no_account", _("Please sign in first."))


def _becomes_member(by: Person, at: datetime) -> None:
    if not roles_of(by, at=at):
        people.grant(by, Role.Kind.MEMBER, by=None, at=at)


@one_transaction
def write(
    *,
    title: str,
    body: str,
    topic: Topic | None = None,
    language: str = "",
    workaround: bool = False,
    by: Person,
    at: datetime,
) -> Idea:
    """A new idea on the board. Personal data is held back.

    `workaround`: she built something for it herself already; everybody reads that.

    :raises NotAllowed: without an account, or `suspended`. :raises Invalid: no words, or too many.
    :raises TooMany: more than ten a day, or too many texts.
    """
    _taking_part(by)
    moderation.admit(by=by, at=at)
    title = texts.required(title, field="title", most=120)
    body = texts.required(body, field="body")
    recent = Idea.objects.filter(author=by, written_at__gt=at - timedelta(days=1))
    if recent.count() >= rules.IDEAS_A_DAY:
        sentence = _("You wrote {count} ideas in one day. Please come back tomorrow.")
        raise TooMany("too_many_ideas", sentence.format(count=rules.IDEAS_A_DAY))
    language = language or guess(f"{title}\n{body}", otherwise=by.language)
    idea = Idea.objects.create(
        author=by,
        title=queries.kept_public(title, by, language=language)[:120],
        body=queries.kept_public(body, by, language=language),
        topic=topic,
        language=language,
        written_at=at,
        workaround_at=at if workaround else None,
    )
    _becomes_member(by, at)
    announce(IdeaWritten(idea=str(idea.pk)), by=by, at=at)
    if moderation.screen(idea.target, raw=f"{title}\n{body}", by=by, at=at):
        idea.refresh_from_db()
    return idea


@one_transaction
def edit(idea: Idea, *, title: str, body: str, by: Person, at: datetime) -> Idea:
    """One's own words mended, until the brand has begun with them.

    :raises NotAllowed: somebody else's. :raises Refused: `too_late`. :raises Invalid: no words, or too many.
    """
    (idea,) = queries.locked(idea)
    if idea.author_id != by.pk:
        raise NotAllowed("not_yours", _("Only the author can change this text."))
    if not rules.may_edit(by, idea):
        sentence = _("We have begun with this idea. Please add a comment instead.")
        raise Refused("too_late", sentence)
    moderation.admit(by=by, at=at)
    title = texts.required(title, field="title", most=120)
    body = texts.required(body, field="body")
    idea.title = queries.kept_public(title, by, language=idea.language)[:120]
    idea.body = queries.kept_public(body, by, language=idea.language)
    idea.edited_at = at
    idea.save(update_fields=["title", "body", "edited_at"])
    announce(IdeaChanged(idea=str(idea.pk)), by=by, at=at)
    moderation.screen(idea.target, raw=f"{title}\n{body}", by=by, at=at, again=True)
    return idea


@one_transaction
def withdraw(idea: Idea, *, by: Person, at: datetime) -> Idea:
    """The author takes her open idea from the board; all votes come back. Twice is once.

    :raises NotAllowed: somebody else's. :raises Refused: `closed`.
    """
    (idea,) = queries.locked(idea)
    if idea.author_id != by.pk:
        raise NotAllowed("not_yours", _("Only the author can change this text."))
    if idea.withdrawn_at:
        return idea
    if idea.closed_at:
        raise Refused("closed", _("This idea is closed."))
    idea.withdrawn_at = idea.closed_at = at
    idea.save(update_fields=["withdrawn_at", "closed_at"])
    announce(IdeaChanged(idea=str(idea.pk)), by=by, at=at)
    return idea


@one_transaction
def comment(idea: Idea, *, body: str, by: Person, at: datetime) -> IdeaComment:
    """Somebody writes below an idea, also a closed one. Personal data is held back.

    :raises NotAllowed: without an account. :raises Refused: `hidden`. :raises TooMany: 30 an hour.
    :raises Invalid: no words, or too many.
    """
    _taking_part(by)
    moderation.admit(by=by, at=at)
    (idea,) = queries.locked(idea)
    if not idea.is_public:
        raise Refused("hidden", _("This idea is no longer shown."))
    recent = IdeaComment.objects.filter(author=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.COMMENTS_AN_HOUR:
        sentence = _("You wrote {count} comments in one hour. Please take a break.")
        raise TooMany("too_many_comments", sentence.format(count=rules.COMMENTS_AN_HOUR))
    body = texts.required(body, field="body", most=5000)
    staff = roles_of(by, at=at) & set(Role.STAFF)
    row = IdeaComment.objects.create(
        idea=idea,
        author=by,
        role=IdeaComment.Role.TEAM if staff else IdeaComment.Role.MEMBER,
        body=queries.kept_public(body, by, language=idea.language),
        at=at,
    )
    _becomes_member(by, at)
    announce(IdeaCommented(idea=str(idea.pk), comment=str(row.pk)), by=by, at=at)
    moderation.screen(f"idea-comment:{row.pk}", raw=body, by=by, at=at)
    return row
