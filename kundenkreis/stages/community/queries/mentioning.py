"""Who is meant by @name in a text: members of this brand who can read the question."""

import re
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from kundenkreis.people.models import Person, Role
from kundenkreis.stages.community.models import Answer, Comment, Question

_NAME = re.compile(r"(?<![\w@/.])@([\w][\w.-]{1,39})")
# Whoever calls more people than this by name calls nobody.
MOST = 10


def names_in(text: str) -> list[str]:
    """Names after an @ that stands at the beginning of a word, in small letters, once each."""
    found = (match[1].rstrip(".-").casefold() for match in _NAME.finditer(text))
    return list(dict.fromkeys(found))


def mentioned(text: str, question: Question, *, by: Person | None) -> list[Person]:
    """Whom a text under this question calls by nickname; never its author.

    A name that two members bear means the one who takes part here; if none or both do, nobody.
    """
    names = names_in(text)
    if not names or len(names) > MOST:
        return []
    bearers = (
        Person.objects.with_account()
        .annotate(called=Lower("nickname"))
        .filter(Q(called__in=names) | _beginning(names))
    )
    here = _taking_part(question)
    whole = text.casefold()
    found = [
        person
        for person in bearers.filter(Q(pk__in=_members()) | Q(pk__in=here))
        if f"@{person.nickname.casefold()}" in whole
    ]
    meant = [each for each in found if _alone(each, found) or each.pk in here]
    twice = {each.nickname.casefold() for each in meant if not _alone(each, meant)}
    return [
        each
        for each in meant
        if each.nickname.casefold() not in twice and (by is None or each.pk != by.pk)
    ]


def _beginning(names: list[str]) -> Q:
    """Nicknames of several words begin with the word after the @."""
    wanted = Q(pk__in=[])
    for name in names:
        wanted |= Q(nickname__istartswith=f"{name} ")
    return wanted


def _alone(person: Person, among: list[Person]) -> bool:
    called = person.nickname.casefold()
    return sum(each.nickname.casefold() == called for each in among) == 1


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
