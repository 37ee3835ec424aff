"""What an old number is here."""

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.forums.models import Imported
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Question

Kind = Imported.Kind


def question_of(source: str, thread: int) -> Question | None:
    """The question that was this thread."""
    rows = Imported.objects.filter(source=source, kind=Kind.THREAD, old=thread)
    row = rows.select_related("question").first()
    return row.question if row else None


def posts_of(question: Question) -> set[int]:
    """Old numbers of the posts that are here already."""
    rows = Imported.objects.filter(question=question, kind=Kind.POST)
    return set(rows.values_list("old", flat=True))


def person_of(source: str, number: int) -> Person | None:
    """The member of this number."""
    rows = Imported.objects.filter(source=source, kind=Kind.PERSON, old=number)
    row = rows.select_related("person").first()
    return row.person if row else None


def address_of_thread(source: str, thread: int, place: int = 0) -> str:
    """Where a thread, or the post at this place of it, stands now.

    :raises NotFound: it did not come along.
    """
    question = question_of(source, thread)
    if question is None:
        raise NotFound("not_found", _("There is no such question."))
    rows = Imported.objects.filter(question=question, kind=Kind.POST, place=place)
    row = rows.select_related("answer__question").first() if place > 1 else None
    return row.answer.path if row and row.answer else question.path


def address_of_post(source: str, post: int) -> str:
    """Where a post stands now.

    :raises NotFound: it did not come along.
    """
    rows = Imported.objects.filter(source=source, kind=Kind.POST, old=post)
    row = rows.select_related("answer__question", "question").first()
    if row is None or row.question is None:
        raise NotFound("not_found", _("There is no such answer."))
    return row.answer.path if row.answer else row.question.path
