"""Members hear of what is new: only who is in at that moment, and never the words themselves."""

from datetime import datetime
from uuid import UUID

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses.events import PauseOver
from kundenkreis.pauses.queries import pausing
from kundenkreis.people.models import Person
from kundenkreis.spaces import queries
from kundenkreis.spaces.events import (
    SpaceAnswerGiven,
    SpaceCommentWritten,
    SpaceEnded,
    SpaceInvited,
    SpaceKeeperNamed,
    SpaceMemberWent,
    SpaceQuestionAsked,
    SpaceSolutionAccepted,
)
from kundenkreis.spaces.models import (
    Space,
    SpaceAnswer,
    SpaceComment,
    SpaceInvitation,
    SpaceMember,
    SpaceQuestion,
)

# Titles in one message after a pause.
MEANWHILE = 20


def _inside(space: Space) -> list[Person]:
    return [member.person for member in queries.members_of(space)]


def _awake(space: Space, row: EventRow) -> list[Person]:
    """Who is in and does not pause: nobody is asked for anything while she rests."""
    resting = {each["person"] for each in pausing(row.at)}
    return [person for person in _inside(space) if person.pk not in resting]


def tell_invited(event: SpaceInvited, *, row: EventRow) -> None:
    """Unless it was taken back meanwhile."""
    asked = SpaceInvitation.objects.select_related("space", "by", "person").filter(pk=event.invitation, ended_at=None).first()  # fmt: skip
    if asked and asked.person:
        values = {"name": asked.by.shown_name, "space": asked.space.name}
        notify(person=asked.person, kind="space_invited", row=row, values=values, path=asked.path)  # fmt: skip


def tell_of_question(event: SpaceQuestionAsked, *, row: EventRow) -> None:
    """All who are in, but who asked."""
    found = SpaceQuestion.objects.select_related("space", "author").filter(pk=event.question, hidden_at=None).first()  # fmt: skip
    if not found:
        return
    values = {"space": found.space.name, "name": found.author.shown_name, "title": found.title}  # fmt: skip
    for person in _awake(found.space, row):
        if person.pk != found.author_id:
            notify(person=person, kind="space_question", row=row, values=values, path=found.path)  # fmt: skip


def tell_of_answer(event: SpaceAnswerGiven, *, row: EventRow) -> None:
    """Who asked, and who follows, if they are in."""
    found = SpaceAnswer.objects.select_related("question__space", "author").filter(pk=event.answer, hidden_at=None).first()  # fmt: skip
    if not found:
        return
    question = found.question
    wanted = {question.author_id, *question.followers.values_list("person_id", flat=True)}
    values = {"space": question.space.name, "name": found.author.shown_name, "title": question.title}  # fmt: skip
    for person in _inside(question.space):
        if person.pk in wanted and person.pk != found.author_id:
            notify(person=person, kind="space_answer", row=row, values=values, path=question.path)  # fmt: skip
    _call(found, question, row, told=wanted)


def _call(text: SpaceAnswer | SpaceComment, question: SpaceQuestion, row: EventRow, *, told: set[UUID]) -> None:  # fmt: skip
    """Members called by name hear of it, if nothing else told them of this text already, and they do not pause."""
    values = {"space": question.space.name, "name": text.author.shown_name, "title": question.title}  # fmt: skip
    awake = {person.pk for person in _awake(question.space, row)} - told
    for person in queries.called_in(text.body, question.space, by=text.author):
        if person.pk in awake:
            notify(person=person, kind="space_mentioned", row=row, values=values, path=text.path)  # fmt: skip


def tell_of_comment(event: SpaceCommentWritten, *, row: EventRow) -> None:
    """Who wrote the answer, if she is in, and who is called by name."""
    rows = SpaceComment.objects.select_related("answer__question__space", "author")
    found = rows.filter(pk=event.comment, hidden_at=None, answer__hidden_at=None).first()
    if not found:
        return
    question, author = found.answer.question, found.answer.author_id
    values = {"space": question.space.name, "name": found.author.shown_name, "title": question.title}  # fmt: skip
    for person in _inside(question.space):
        if person.pk == author != found.author_id:
            notify(person=person, kind="space_comment", row=row, values=values, path=found.path)  # fmt: skip
    _call(found, question, row, told={author})


def tell_meanwhile(event: PauseOver, *, row: EventRow) -> None:
    """Who rested loses nothing: what was asked in her spaces meanwhile, in one message."""
    person = Person.objects.filter(pk=event.person, erased_at=None).first()
    if not person:
        return
    asked = SpaceQuestion.objects.all().readable_by(person).exclude(author=person)
    since = asked.filter(at__gte=datetime.fromisoformat(event.since), at__lte=row.at, space__ended_at=None)  # fmt: skip
    rows = list(since.select_related("space").order_by("space__name", "at")[:MEANWHILE])
    if rows:
        lines = "\n".join(f"{each.space.name}: {each.title}" for each in rows)
        notify(person=person, kind="space_meanwhile", row=row, values={"lines": lines}, path="/spaces/")  # fmt: skip


def tell_of_solution(event: SpaceSolutionAccepted, *, row: EventRow) -> None:
    """Who answered is thanked; who asked hears that a colleague spoke for her."""
    found = SpaceAnswer.objects.select_related("question__space").filter(pk=event.answer, accepted__isnull=False).first()  # fmt: skip
    if not found or not row.by:
        return
    question = found.question
    values = {"space": question.space.name, "name": row.by.shown_name, "title": question.title}  # fmt: skip
    for person in _inside(question.space):
        if person.pk == found.author_id and person != row.by:
            notify(person=person, kind="space_answer_accepted", row=row, values=values, path=question.path)  # fmt: skip
        if person.pk == question.author_id and person != row.by:
            notify(person=person, kind="space_solved_for_you", row=row, values=values, path=question.path)  # fmt: skip


def tell_removed(event: SpaceMemberWent, *, row: EventRow) -> None:
    """Only who was taken out; whoever left knows."""
    member = SpaceMember.objects.select_related("space", "person").filter(pk=event.member).first()  # fmt: skip
    if member and event.removed and member.left_at:
        notify(person=member.person, kind="space_removed", row=row, values={"space": member.space.name}, path="/spaces/")  # fmt: skip


def tell_keeper(event: SpaceKeeperNamed, *, row: EventRow) -> None:
    """Who keeps it from now on."""
    member = SpaceMember.objects.select_related("space", "person").filter(pk=event.member, role="keeper").first()  # fmt: skip
    if member:
        notify(person=member.person, kind="space_keeper", row=row, values={"space": member.space.name}, path=member.space.path)  # fmt: skip


def tell_of_end(event: SpaceEnded, *, row: EventRow) -> None:
    """Everybody who is in, with until when it can be read."""
    space = Space.objects.filter(pk=UUID(event.space)).first()
    if not space or not space.ended_at:
        return
    values = {"space": space.name, "until": space.ended_at + Space.KEPT}
    for person in _inside(space):
        if person != row.by:
            notify(person=person, kind="space_ended", row=row, values=values, path=space.path)  # fmt: skip
