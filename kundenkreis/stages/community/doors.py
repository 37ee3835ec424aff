"""Who stands before a question: with an account, or as the asker with the key of her case."""

from uuid import UUID

from kundenkreis.cases.doors import guests_of, keys_of
from kundenkreis.people.models import Person, Role
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import keys, queries, rules
from kundenkreis.stages.community.models import Answer, Comment, Question


def reader(request: Request, asker: UUID) -> Person | None:
    """The asker where the account or a key at hand is hers, else the account, else nobody."""
    if request.person and (request.person.pk == asker or request.roles & set(Role.STAFF)):
        return request.person
    if keys_of(request):
        for guest in guests_of(request):
            if guest.pk == asker:
                request.person = guest
                return guest
    return request.person or None


def question_at_door(request: Request, pk: UUID) -> tuple[Question, Person | None]:
    """The question and who reads it.

    :raises NotFound: there is none, or it is hidden from this reader.
    """
    asker = queries.asker_of(pk)
    person = reader(request, asker)
    moderator = bool(person) and rules.may_moderate(request.roles)
    mentor = rules.may_mentor(abilities_of(person, at=request.at))
    return queries.question_for(person, pk, moderator=moderator, mentor=mentor), person


def answer_at_door(request: Request, pk: UUID) -> tuple[Answer, Person | None]:
    """The answer, with its question, and who reads it.

    :raises NotFound: there is none, or it is hidden from this reader.
    """
    person = reader(request, queries.asker_of_answer(pk))
    moderator = bool(person) and rules.may_moderate(request.roles)
    return queries.answer_for(person, pk, moderator=moderator), person


def asker_at_door(request: Request, pk: UUID) -> tuple[Answer, Person | None]:
    """As `answer_at_door`; the link of her mail makes the reader its asker, for this answer only.

    :raises NotFound: there is none, or it is hidden from this reader.
    """
    key = request.POST.get("key", "") or request.GET.get("key", "")
    held = keys.holder(key, pk) if key else ""
    if held and held == str(queries.asker_of_answer(pk)):
        answer = queries.answer_for(Person.objects.filter(pk=held).first(), pk)
        return answer, answer.question.author
    return answer_at_door(request, pk)


def comment_at_door(request: Request, pk: UUID) -> tuple[Comment, Person | None]:
    """The comment, with its answer and question, and who reads it.

    :raises NotFound: there is none, or it is hidden from this reader.
    """
    person = reader(request, queries.asker_of_comment(pk))
    moderator = bool(person) and rules.may_moderate(request.roles)
    return queries.comment_for(person, pk, moderator=moderator), person
