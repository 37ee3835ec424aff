"""Who is meant by @name in a text: members of this brand who can read the question."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from kundenkreis.people.mentions import meant, names_in
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer, Comment, Question


def mentioned(text: str, question: Question, *, by: Person | None) -> list[Person]:
    """Whom a text under this question calls by nickname; never its author.

    A name that two members bear means the one who takes part here; if none or both do, nobody.
    """
    names = names_in(text)
    if not names:
        return []
    bearers = (
        Person.objects.with_account()
        .annotate(called=Lower("nickname"))
        .filter(Q(called__in=names) | _beginning(names))
    )
    here = _taking_part(question)
    found = bearers.filter(Q(pk__in=_members()) | Q(pk__in=here))
    return meant(text, ((each.nickname, each) for each in found), here=here, by=by)


def _beginning(names: list[str]) -> Q:
    """Nicknames of several words begin with the word after the @."""
    wanted = Q(pk__in=[])
    for name in names:
        wanted |= Q(nickname__istartswith=f"{name} ")
    return wanted


def _members() -> QuerySet[Any, Any]:
    return Role.objects.filter(until__isnull=True).values("person")


def _taking_part(question: Question) -> set[UUID]:
    answers = Answer.objects.public().filter(question=question)
    comments = Comment.objects.public().filter(answer__question=question)
    return {
        question.author_id,
        *answers.values_list("author", flat=True),
        *comments.values_list("author", flat=True),
    }
