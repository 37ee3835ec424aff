"""What the board does when something was announced: telling people, keeping the index."""

from html import unescape
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.html import strip_tags

from kundenkreis.core.markdown import to_html
from kundenkreis.core.text import headline
from kundenkreis.ideas import queries
from kundenkreis.ideas.events import (
    IdeaAnswered,
    IdeaCommented,
    IdeaEvent,
    IdeaMerged,
    IdeaMoved,
)
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaStep, IdeaVote, Status
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person
from kundenkreis.search import actions as search

_MOST = 3000


def tell_of_step(event: IdeaMoved, *, row: EventRow) -> None:
    """Author and voters hear how far the brand is, and why."""
    step = IdeaStep.objects.select_related("idea").get(
        idea=UUID(event.idea), seq=event.step
    )
    closed = step.to_status in (Status.DELIVERED, Status.DECLINED)
    values = {
        "title": step.idea.title,
        "status": _words(step.to_status),
        "sentence": step.sentence,
    }
    kind = "idea_closed" if closed else "idea_moved"
    for person in queries.readers_of(step.idea):
        if person.pk != row.by_id:
            notify(person=person, kind=kind, row=row, values=values, path=step.idea.path)


def _words(status: str) -> dict[str, str]:
    """The status in all languages."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said = str(Status(status).label)
            words[language] = said[:1].upper() + said[1:]
    return words


def tell_of_answer(event: IdeaAnswered, *, row: EventRow) -> None:
    """Author and voters get the official answer."""
    answer = IdeaComment.objects.select_related("idea").get(pk=event.comment)
    values = {"title": answer.idea.title, "text": _short(answer.body)}
    for person in queries.readers_of(answer.idea):
        if person.pk != row.by_id:
            notify(
                person=person,
                kind="idea_answered",
                row=row,
                values=values,
                path=answer.path,
            )


def tell_of_comment(event: IdeaCommented, *, row: EventRow) -> None:
    """The author of the idea hears of it."""
    rows = IdeaComment.objects.public().select_related("author", "idea__author")
    comment = rows.filter(pk=event.comment).first()
    if not comment or comment.author_id == comment.idea.author_id:
        return
    values = {
        "title": comment.idea.title,
        "author": comment.author_name,
        "text": _short(comment.body),
    }
    author = comment.idea.author
    notify(person=author, kind="idea_commented", row=row, values=values, path=comment.path)


def tell_of_merger(event: IdeaMerged, *, row: EventRow) -> None:
    """Whoever wrote or wanted the part hears where it went on."""
    part = Idea.objects.select_related("author").get(pk=event.idea)
    whole = Idea.objects.get(pk=event.into)
    moved = IdeaVote.objects.filter(idea=whole, moved_from=part).values("voter")
    back = IdeaVote.objects.filter(idea=part).values("voter")
    voters = Person.objects.filter(pk__in=moved) | Person.objects.filter(pk__in=back)
    people = {person.pk: person for person in [part.author, *voters]}
    values = {"title": part.title, "into": whole.title}
    for person in people.values():
        notify(person=person, kind="idea_merged", row=row, values=values, path=whole.path)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else headline(text, _MOST)


@transaction.atomic
def keep_findable(event: IdeaEvent, *, row: EventRow) -> None:
    """The index holds what stands on the board now. The row's lock puts reactions into one line."""
    idea = Idea.objects.select_for_update(of=("self",)).filter(pk=event.idea).first()
    if not idea or not idea.is_public or idea.merged_into_id:
        search.remove(kind="idea", object_id=UUID(event.idea), by=row.by, at=row.at)
        return
    search.put(
        kind="idea",
        object_id=idea.pk,
        family=idea.pk,
        language=idea.language,
        title=idea.title,
        body=unescape(strip_tags(to_html(idea.body))),
        url=idea.path,
        # A wish is no answer: it is never proposed for a case.
        solved=False,
        by=row.by,
        at=row.at,
    )
