"""API: writing articles, and the way of a text to its readers."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema, Status

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import Invalid
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Person, Role
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.reputation.table import REVIEW
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.api.router import router
from kundenkreis.stages.knowledge.models import Article, ArticleRevision


class StepOut(Schema):
    """One step of a text: which, when, by whom, and what was said."""

    name: str
    at: datetime
    by: str
    note: str


class RevisionOut(Schema):
    """One text of an article in short; `state`: draft, in_review, approved, published or expired."""

    article: UUID
    number: int
    title: str
    state: str
    drafted_at: datetime
    author: str


class WholeRevision(RevisionOut):
    """One text with its words in Markdown and its steps."""

    summary: str
    text: str
    steps: list[StepOut]


class Revisions(Schema):
    """All texts of an article, newest first."""

    items: list[RevisionOut]


class TextIn(Schema):
    """The words. `seen`: the newest number you know; saving is refused where there is a newer one."""

    title: str
    text: str
    summary: str = ""
    seen: int
    base: int | None = None


class NewArticleIn(Schema):
    """A new article and its first text; `topic`: its slug."""

    title: str
    text: str
    summary: str = ""
    language: str
    topic: str = ""


class ProposalIn(NewArticleIn):
    """A member's own article; `kind`: help or blog."""

    kind: str = "help"


class TranslationIn(Schema):
    """The words of a translation."""

    language: str
    title: str
    text: str
    summary: str = ""


class NoteIn(Schema):
    """What the author should change."""

    note: str


class WithdrawalIn(Schema):
    """What people read instead, and why."""

    successor: UUID | None = None
    note: str = ""


def team(request: Request) -> Person:
    """Somebody of the staff; to others this does not exist."""
    return me_as(request, *Role.STAFF)


def short(row: ArticleRevision) -> RevisionOut:
    """A text without its words."""
    return RevisionOut(
        article=row.article_id, number=row.number, title=row.title, state=row.state,
        drafted_at=row.drafted_at, author=row.drafted_by.shown_name if row.drafted_by else "",
    )  # fmt: skip


def whole(row: ArticleRevision) -> WholeRevision:
    """A text with words and steps."""
    steps = [
        StepOut(name=each.name, at=each.at, by=each.by.shown_name if each.by else "", note=each.note)
        for each in queries.steps_of(row)
    ]  # fmt: skip
    return WholeRevision(**short(row).dict(), summary=row.summary, text=row.body, steps=steps)  # fmt: skip


def topic_of(slug: str) -> Topic | None:
    """The topic of this name. :raises Invalid: there is none."""
    found = Topic.objects.filter(slug=slug).first() if slug else None
    if slug and not found:
        sentence = _("There is no such topic here.")
        raise Invalid("unknown_topic", sentence, {"topic": sentence})
    return found


def _text(request: Request, pk: UUID, number: int) -> ArticleRevision:
    team(request)
    return queries.revision_of(queries.article_for_editor(pk), number)


def _to_review(request: Request, pk: UUID, number: int) -> ArticleRevision:
    """For the team, and for members who may review: what others sent in and waits."""
    if REVIEW in abilities_of(me(request), at=request.at) and not request.roles & set(Role.STAFF):  # fmt: skip
        return queries.text_to_review(me(request), pk, number)
    return _text(request, pk, number)


def _again(row: ArticleRevision) -> WholeRevision:
    return whole(queries.revision_of(row.article, row.number))


@router.post("articles", response={201: WholeRevision}, summary="Write an article")
def draft(request: Request, body: NewArticleIn) -> Status[WholeRevision]:
    """For the staff: a draft that nobody reads yet."""
    row = actions.draft(
        title=body.title, body=body.text, summary=body.summary, language=body.language,
        topic=topic_of(body.topic), by=me(request), at=request.at,
    )  # fmt: skip
    return Status(201, whole(row))


@router.get("articles/{pk}/revisions", response=Revisions, summary="All texts")
def revisions(request: Request, pk: UUID) -> Revisions:
    """For the staff."""
    team(request)
    rows = queries.history(queries.article_for_editor(pk))
    return Revisions(items=[short(row) for row in rows])


@router.get("articles/{pk}/revisions/{int:number}", response=WholeRevision, summary="One text")  # fmt: skip
def revision(request: Request, pk: UUID, number: int) -> WholeRevision:
    """For the staff."""
    return whole(_text(request, pk, number))


@router.post("articles/{pk}/revisions", response={201: WholeRevision}, summary="Change the text")  # fmt: skip
def revise(request: Request, pk: UUID, body: TextIn) -> Status[WholeRevision]:
    """For the staff: a new draft. 409 `changed_meanwhile` where there is a newer text than `seen`."""
    person = team(request)
    row = actions.revise(
        queries.article_for_editor(pk), title=body.title, summary=body.summary, body=body.text,
        seen=body.seen, base=body.base, by=person, at=request.at,
    )  # fmt: skip
    return Status(201, whole(row))


@router.post("articles/{pk}/revisions/{int:number}/submission", response=WholeRevision, summary="Send it to review")  # fmt: skip
def send_in(request: Request, pk: UUID, number: int) -> WholeRevision:
    """Its author, or the staff."""
    row = _text(request, pk, number)
    return _again(actions.send_in(row, by=me(request), at=request.at))


@router.post("articles/{pk}/revisions/{int:number}/return", response=WholeRevision, summary="Return it")  # fmt: skip
def send_back(request: Request, pk: UUID, number: int, body: NoteIn) -> WholeRevision:
    """For moderators, managers and members who may review, with a word to the author."""
    row = _to_review(request, pk, number)
    return _again(actions.send_back(row, note=body.note, by=me(request), at=request.at))


@router.post("articles/{pk}/revisions/{int:number}/approval", response=WholeRevision, summary="Approve it")  # fmt: skip
def approve(request: Request, pk: UUID, number: int) -> WholeRevision:
    """For moderators, managers and members who may review; never a member's own."""
    row = _to_review(request, pk, number)
    return _again(actions.approve(row, by=me(request), at=request.at))


@router.post("articles/{pk}/revisions/{int:number}/publication", response=WholeRevision, summary="Publish it")  # fmt: skip
def publish(request: Request, pk: UUID, number: int) -> WholeRevision:
    """For moderators and managers; approves with it what is not approved yet."""
    row = _text(request, pk, number)
    actions.publish(row, by=me(request), at=request.at)
    return _again(row)


@router.post("articles/{pk}/check", response={204: None}, summary="Still right")
def check(request: Request, pk: UUID) -> Status[None]:
    """For the staff: read today, still right. An expired one: for moderators and managers."""
    person = team(request)
    actions.check(queries.article_for_editor(pk), by=person, at=request.at)
    return Status(204, None)


@router.post("articles/{pk}/withdrawal", response={204: None}, summary="Retire it")
def withdraw(request: Request, pk: UUID, body: WithdrawalIn) -> Status[None]:
    """For moderators and managers; old links lead to the successor."""
    person = team(request)
    after: Article | None = queries.article_for_editor(body.successor) if body.successor else None  # fmt: skip
    actions.withdraw(queries.article_for_editor(pk), successor=after, note=body.note, by=person, at=request.at)  # fmt: skip
    return Status(204, None)


@router.post("articles/{pk}/restoration", response={204: None}, summary="Publish it again")
def restore(request: Request, pk: UUID) -> Status[None]:
    """For moderators and managers."""
    person = team(request)
    actions.restore(queries.article_for_editor(pk), by=person, at=request.at)
    return Status(204, None)


@router.post("articles/{pk}/translations", response={201: WholeRevision}, summary="Translate it")  # fmt: skip
def translate(request: Request, pk: UUID, body: TranslationIn) -> Status[WholeRevision]:
    """For the staff: a draft that follows what people read of the original now."""
    person = team(request)
    row = actions.translate(
        queries.article_for_editor(pk), language=body.language, title=body.title,
        body=body.text, summary=body.summary, by=person, at=request.at,
    )  # fmt: skip
    return Status(201, whole(row))


@router.post("article-proposals", response={201: WholeRevision}, summary="Propose an article")  # fmt: skip
def propose(request: Request, body: ProposalIn) -> Status[WholeRevision]:
    """For members, five texts a day: sent to review at once."""
    row = actions.propose(
        title=body.title, body=body.text, summary=body.summary, language=body.language,
        topic=topic_of(body.topic), kind=body.kind, by=me(request), at=request.at,
    )  # fmt: skip
    return Status(201, whole(row))


@router.get("article-proposals", response=Revisions, summary="My texts")
def own_texts(request: Request) -> Revisions:
    """What I wrote, newest first."""
    return Revisions(items=[short(row) for row in queries.own_texts(me(request))])


@router.post("articles/{pk}/proposals", response={201: WholeRevision}, summary="Propose better words")  # fmt: skip
def propose_change(request: Request, pk: UUID, body: TextIn) -> Status[WholeRevision]:
    """For members, five texts a day: sent to review at once. `seen`: the newest number you know."""
    person = me(request)
    row = actions.propose_change(
        queries.article_of_mine_or_readable(person, pk), title=body.title, body=body.text,
        summary=body.summary, seen=body.seen, base=body.base, by=person, at=request.at,
    )  # fmt: skip
    return Status(201, whole(row))


class FindingOut(Schema):
    """One trouble; `kind`: link, gone, words, captions, due or outdated."""

    kind: str
    article: UUID
    title: str
    language: str
    what: str


class Findings(Schema):
    """Everything that is wrong with what people read."""

    items: list[FindingOut]


@router.get("article-checks", response=Findings, summary="What is wrong with articles")
def checks(request: Request) -> Findings:
    """Broken links, pictures without words, films without captions, due checks, old translations."""
    me_as(request, *Role.STAFF)
    rows = queries.findings(at=request.at)
    return Findings(items=[FindingOut(kind=each.kind, article=each.article, title=each.title, language=each.language, what=each.what) for each in rows])  # fmt: skip
