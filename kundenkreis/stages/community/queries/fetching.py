"""Fetching for whoever stands there: questions, answers, cases as they may be public."""

from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.held_back import Finding, held_back
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import asked
from kundenkreis.people.models import Consent, Person
from kundenkreis.stages.community.models import (
    Answer,
    AnswerQuerySet,
    Comment,
    CommunityRules,
    Question,
)

STAGE = "community"
CONSENT = "publish_question"
# Of the words a customer agrees to; a new one when they change.
CONSENT_VERSION = "2026-1"


def question_for(
    person: Person | None,
    pk: UUID | str,
    *,
    moderator: bool = False,
    mentor: bool = False,
) -> Question:
    """The question; a hidden one only for its author and moderators, a sheltered one also for mentors.

    :raises NotFound: for all others, and for ids that do not exist.
    """
    rows = Question.objects.select_related(
        "author", "topic", "solution", "brand", "claim__person"
    )
    question = rows.filter(pk=pk).first()
    shut = question and (
        (question.hidden_at and not moderator)
        or (question.is_sheltered and not (moderator or mentor))
    )
    if not question or (shut and (not person or question.author_id != person.pk)):
        raise NotFound("not_found", _("There is no such question."))
    return question


def best_answer(question: Question) -> Answer | None:
    """The answer of others that most people thanked for; of these the first."""
    rows = question.answers.public().exclude(role=Answer.Role.ASKER)
    return rows.judged_for(None).order_by(F("kudos_count").desc(), "at").first()


def asker_of(pk: UUID | str) -> UUID:
    """Whose question it is.

    :raises NotFound: there is no such question at this brand.
    """
    asker = Question.objects.filter(pk=pk).values_list("author", flat=True).first()
    if asker is None:
        raise NotFound("not_found", _("There is no such question."))
    return asker


def asker_of_answer(pk: UUID | str) -> UUID:
    """Whose question this is an answer to.

    :raises NotFound: there is no such answer at this brand.
    """
    asker = Answer.objects.filter(pk=pk).values_list("question__author", flat=True).first()
    if asker is None:
        raise NotFound("not_found", _("There is no such answer."))
    return asker


def asker_of_comment(pk: UUID | str) -> UUID:
    """Whose question this is a comment under.

    :raises NotFound: there is no such comment at this brand.
    """
    rows = Comment.objects.filter(pk=pk)
    asker = rows.values_list("answer__question__author", flat=True).first()
    if asker is None:
        raise NotFound("not_found", _("There is no such comment."))
    return asker


def answer_for(person: Person | None, pk: UUID | str, *, moderator: bool = False) -> Answer:
    """The answer with its question, if this person may read both.

    :raises NotFound: otherwise.
    """
    rows = Answer.objects.readable_by(person, moderator=moderator)
    answer = (
        rows.select_related("author", "question__author", "question__brand")
        .filter(pk=pk)
        .first()
    )
    question = answer and answer.question
    if not answer or not question or (not question.is_public and not moderator):
        raise NotFound("not_found", _("There is no such answer."))
    return answer


def with_comments(answers: AnswerQuerySet) -> AnswerQuerySet:
    """Each answer with its `shown_comments` and who wrote them: one statement for all."""
    return answers.prefetch_related(shown_comments())


def shown_comments() -> Any:
    """What answers show below them, oldest first, as a prefetch."""
    ordered = Comment.objects.public().select_related("author").in_order()
    return Prefetch("comments", ordered, to_attr="shown_comments")


def comment_for(
    person: Person | None, pk: UUID | str, *, moderator: bool = False
) -> Comment:
    """The comment with its answer, if this person may read both.

    :raises NotFound: otherwise.
    """
    rows = Comment.objects.public().select_related("author")
    comment = rows.filter(pk=pk).first()
    if not comment:
        raise NotFound("not_found", _("There is no such comment."))
    comment.answer = answer_for(person, comment.answer_id, moderator=moderator)
    return comment


def rules_here() -> CommunityRules:
    """What the brand set for its community."""
    return CommunityRules.objects.first() or CommunityRules()


def asked_before(person: Person) -> bool:
    """Whether this person has asked in public before."""
    return Question.objects.filter(author=person).exists()


def locked(text: Question | Answer) -> Question | Answer:
    """The text's row, locked for change."""
    if isinstance(text, Question):
        return Question.objects.select_for_update(of=("self",)).get(pk=text.pk)
    return Answer.objects.select_for_update(of=("self",)).get(pk=text.pk)


def question_of(case: Case) -> Question | None:
    """The question that this case became."""
    return _of.first(case)


@asked
def _of(case: Case) -> QuerySet[Question]:
    rows = Question.objects.filter(case=case).select_related("author", "solution")
    return rows.order_by("pk")[:1]


def question_in(pk: str) -> Question | None:
    """The question an attempt names, with what its panel shows."""
    rows = Question.objects.select_related("author", "solution", "case")
    found = rows.filter(pk=pk).first()
    while found and found.merged_into_id:
        found = rows.filter(pk=found.merged_into_id).first()
    return found


def attempt_of(question: Question) -> Attempt | None:
    """The try of the community for the asker's case: the latest one."""
    tries = Attempt.objects.filter(
        case=question.case_id, stage=STAGE, subject=question.subject
    )
    return tries.order_by("-pk").first()


def has_agreed(case: Case) -> bool:
    """Whether the customer agreed that this case may be told in public."""
    return Consent.objects.filter(
        person=case.customer_id,
        kind=CONSENT,
        subject=f"case:{case.pk}",
        withdrawn_at__isnull=True,
    ).exists()


def without_personal_data(text: str, case: Case) -> tuple[str, list[Finding]]:
    """What of the customer's text strangers may read, and what is held back."""
    brand = case.brand
    return held_back(
        text,
        names=[case.customer.name],
        country=brand.country,
        keep=[brand.phone, brand.mail],
        language=case.language,
    )


def cleaned(text: str, *, language: str) -> str:
    """A member's text as strangers may read it."""
    brand = brand_here()
    return held_back(
        text, country=brand.country, keep=[brand.phone, brand.mail], language=language
    )[0]


def draft(case: Case) -> tuple[str, str]:
    """Title and text as they would be public: the customer's words without personal data."""
    title = without_personal_data(case.title, case)[0][:120]
    return title, without_personal_data(case.text, case)[0]
