"""Lists and what is like something else: questions by page, by words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import attempts_of
from kundenkreis.core.refusal import NotFound
from kundenkreis.core.schemas import cursor_page
from kundenkreis.people.models import Person, Role
from kundenkreis.search import queries as search
from kundenkreis.stages.community.models import (
    Answer,
    Question,
    QuestionQuerySet,
    Solution,
)
from kundenkreis.stages.community.queries.fetching import STAGE
from kundenkreis.stages.community.queries.likeness import fitting

PER_PAGE = 20


def public_questions(
    *, state: str = "", topic: Topic | None = None, product: str = ""
) -> QuestionQuerySet:
    """Public questions with their numbers of answers; `state`: open, solved, or all."""
    rows = Question.objects.public().select_related("author", "topic", "solution").counted()
    if topic:
        rows = rows.about(topic)
    if product:
        rows = rows.filter(product__iexact=product)
    return {"solved": rows.solved, "open": rows.open}.get(state, rows.all)()


def questions_page(
    *,
    state: str = "",
    topic: Topic | None = None,
    product: str = "",
    only: Sequence[str] | None = None,
    after: str = "",
) -> tuple[list[Question], str | None]:
    """Up to 20 public questions and the cursor of those that follow: newest first.

    With `only` (found ids, best first) those, all at once. Nothing is counted and nothing skipped:
    the last of a million costs what the first does.

    :raises Invalid: `bad_cursor`.
    """
    rows = public_questions(state=state, topic=topic, product=product)
    if only is None:
        return cursor_page(rows, newest_by="asked_at", cursor=after, limit=PER_PAGE)
    place = {pk: index for index, pk in enumerate(only)}
    return sorted(rows.filter(pk__in=only), key=lambda row: place[str(row.pk)]), None


def find(text: str, *, language: str, limit: int = 100) -> list[str]:
    """Ids of questions for these words, best first; what is solved counts a quarter more."""
    return [str(hit.id) for hit in _hits(text, language=language, limit=limit)]


def _hits(text: str, *, language: str, limit: int) -> list[search.Hit]:
    hits = search.find(text, language=language, kinds=["question"], limit=limit)
    if not hits:
        return []
    solved = set(
        Solution.objects.filter(question__in=[hit.id for hit in hits]).values_list(
            "question", flat=True
        )
    )
    return sorted(hits, key=lambda hit: -hit.score * (1.25 if hit.id in solved else 1))


def similar_solved(case: Case) -> Question | None:
    """The best solved question of others that this case has not tried in vain."""
    # The first sentence says it best; the whole text is for those who tell a story first.
    words = dict.fromkeys([case.title, case.text])
    similar = next(filter(None, (similar_to(each, language=case.language, solved=True) for each in words)), [])  # fmt: skip
    failed = {row.subject for row in attempts_of(case) if row.stage == STAGE and row.state == Attempt.State.FAILED}  # fmt: skip
    others = (each for each in similar if each.case_id != case.pk)
    return next((each for each in others if each.subject not in failed), None)


def similar_to(
    text: str, *, language: str, solved: bool = False, limit: int = 3
) -> list[Question]:
    """Public questions like this text, best first; rather none than one that only shares a word (`likeness`)."""
    hits = _hits(text, language=language, limit=10)
    alike = fitting(text, hits)
    if not alike:
        return []
    rows = Question.objects.public().filter(pk__in=alike).select_related("solution")
    if solved:
        rows = rows.solved()
    return sorted(rows, key=lambda row: alike.index(row.pk))[:limit]


def sheltered_questions() -> list[Question]:
    """What a mentor should read first, the longest waiting first."""
    rows = Question.objects.all().sheltered().select_related("author", "topic", "solution")
    return list(rows[:100])


def mentors(*, at: datetime) -> QuerySet[Person]:
    """Who reads sheltered questions first: experts and moderators."""
    kinds = (Role.Kind.EXPERT, Role.Kind.MODERATOR)
    held = Role.objects.current(at).filter(kind__in=kinds).values("person")
    found: QuerySet[Person] = Person.objects.with_account().filter(pk__in=held)
    return found


def latest_answers(question: Question, most: int = 3) -> dict[str, Any]:
    """How many answers there are, and the accepted or latest ones."""
    rows = question.answers.public().select_related("author")
    solution = getattr(question, "solution", None)
    shown = rows.filter(pk=solution.answer_id) if solution else rows.order_by("-at")
    return {"count": rows.count(), "answers": list(shown[:most]), "solution": solution}


def member_for(pk: UUID | str) -> Person:
    """Somebody with at least one public answer or question at this brand.

    :raises NotFound: everybody else: accounts are not for guessing.
    """
    person: Person | None = Person.objects.filter(pk=pk, erased_at__isnull=True).first()
    wrote = person and (
        Answer.objects.public()
        .filter(author=person)
        .exclude(role=Answer.Role.ASKER)
        .exists()
    )
    if not person or not wrote:
        raise NotFound("not_found", _("There is no such member."))
    return person


def similar_questions(question: Question) -> list[Question]:
    """Solved questions like this one, for whoever reads or answers it."""
    found = similar_to(question.title, language=question.language, solved=True, limit=4)
    return [each for each in found if each.pk != question.pk][:3]


def alike(question: Question) -> list[Question]:
    """Public questions that may be the same as this one."""
    found = similar_to(question.title, language=question.language, limit=7)
    return [each for each in found if each.pk != question.pk][:6]


def ties(question: Question, person: Person | None) -> dict[str, Any]:
    """How many have the same problem, and whether this person said so or follows."""
    rows = question.same_here.all()
    mine = person is not None
    return {
        "same": rows.count(),
        "said": mine and rows.filter(person=person).exists(),
        "follows": mine and question.followers.filter(person=person).exists(),
    }
