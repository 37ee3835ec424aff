"""Reads of the community: fetching for whoever stands there, lists, records, waiting times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand, Topic
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import scope
from kundenkreis.core.held_back import Finding, held_back
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.models import Consent, Person
from kundenkreis.stages.community.models import Answer, Flag, Question

STAGE = "community"
CONSENT = "publish_question"
# Of the words a customer agrees to; a new one when they change.
CONSENT_VERSION = "2026-1"
PER_PAGE = 20
_WINDOW = timedelta(days=90)
_FEWEST = 3


def question_for(
    person: Person | None, pk: UUID | str, *, moderator: bool = False
) -> Question:
    """The question; a hidden one only for its author and moderators.

    :raises NotFound: for all others, and for ids that do not exist.
    """
    rows = Question.objects.select_related("author", "topic", "solution", "brand")
    question = rows.filter(pk=pk).first()
    hidden = question and question.hidden_at and not moderator
    if not question or (hidden and (not person or question.author_id != person.pk)):
        raise NotFound("not_found", _("There is no such question."))
    return question


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
    if not answer or not question or (question.hidden_at and not moderator):
        raise NotFound("not_found", _("There is no such answer."))
    return answer


def locked(text: Question | Answer) -> Question | Answer:
    """The text's row, locked for change."""
    if isinstance(text, Question):
        return Question.objects.select_for_update(of=("self",)).get(pk=text.pk)
    return Answer.objects.select_for_update(of=("self",)).get(pk=text.pk)


def question_of(case: Case) -> Question | None:
    """The question that this case became."""
    return Question.objects.filter(case=case).select_related("author", "solution").first()


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
    brand = Brand.objects.get(pk=scope.brand_id())
    return held_back(
        text, country=brand.country, keep=[brand.phone, brand.mail], language=language
    )[0]


def questions_page(
    *,
    state: str = "",
    topic: Topic | None = None,
    only: Sequence[str] | None = None,
    number: Any,
) -> Page[Question]:
    """Public questions by numbered pages: newest first, or in the order of `only` (found ids)."""
    rows = Question.objects.public().select_related("author", "topic", "solution").counted()
    if topic:
        rows = rows.about(topic)
    if state == "solved":
        rows = rows.solved()
    elif state == "open":
        rows = rows.open()
    if only is None:
        return Paginator(rows.newest_first(), PER_PAGE).get_page(number)
    place = {pk: index for index, pk in enumerate(only)}
    found = sorted(rows.filter(pk__in=only), key=lambda row: place[str(row.pk)])
    return Paginator(found, PER_PAGE).get_page(number)


def record_of(question: Question) -> tuple[int, int]:
    """(solved, tried): how often this question's answer helped, over all cases that tried it."""
    tries = Attempt.objects.filter(stage=STAGE, subject=question.subject)
    sums = tries.aggregate(
        solved=Count("pk", filter=Q(state=Attempt.State.SOLVED)),
        tried=Count("pk", filter=Q(state__in=(Attempt.State.SOLVED, Attempt.State.FAILED))),
    )
    return sums["solved"], sums["tried"]


# Unanswered ones count as waiting for ever, so that the middle is honest; the last day's are still open.
_MEDIAN = """
select count(*), percentile_disc(0.5) within group (order by coalesce(
         extract(epoch from first.at - q.asked_at) / 60, 'infinity'::float8))
from kundenkreis_question q
left join lateral (
  select min(a.at) as at from kundenkreis_answer a
  where a.question_id = q.id and a.role <> 'asker' and a.hidden_at is null) first on true
where q.brand_id = %(brand)s and q.hidden_at is null
  and q.asked_at > %(at)s - %(window)s and q.asked_at <= %(at)s
  and (first.at is not null or q.asked_at < %(at)s - interval '1 day')
  and (extract(isodow from q.asked_at at time zone %(zone)s) >= 6) = %(weekend)s
  and abs(mod((extract(hour from q.asked_at at time zone %(zone)s) - %(hour)s + 36)::int, 24) - 12) <= 2
"""


def minutes_to_first_answer(*, at: datetime) -> int | None:
    """How long half of those who asked at this time of day and week waited for their first answer.

    Minutes, over the last 90 days, two hours around, working days and weekends apart. None when
    fewer than three asked then, or half of them got no answer.
    """
    brand = Brand.objects.get(pk=scope.brand_id())
    local = at.astimezone(brand.zone)
    values: dict[str, Any] = {
        "brand": brand.pk, "at": at, "window": _WINDOW, "zone": brand.timezone,
        "weekend": local.isoweekday() >= 6, "hour": local.hour,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN, values)
        asked, middle = cursor.fetchone()
    if asked < _FEWEST or middle is None or middle == float("inf"):
        return None
    return max(1, round(float(middle)))


@dataclass(frozen=True, slots=True)
class Flagged:
    """A text with the flags that wait for a moderator."""

    text: Question | Answer
    kind: str
    flags: list[Flag]

    @property
    def question(self) -> Question:
        return self.text if isinstance(self.text, Question) else self.text.question


def flagged(number: Any) -> tuple[Page[Flag], list[Flagged]]:
    """Texts with waiting flags, the longest waiting first. The page counts flags."""
    waiting = (
        Flag.objects.waiting()
        .select_related("question__author", "answer__author", "answer__question", "by")
        .order_by("at")
    )
    page = Paginator(waiting, PER_PAGE).get_page(number)
    texts: dict[UUID, Flagged] = {}
    for flag in page:
        text = flag.question or flag.answer
        assert text is not None  # the database: a flag is on one text
        kind = "questions" if flag.question else "answers"
        texts.setdefault(text.pk, Flagged(text, kind, [])).flags.append(flag)
    return page, list(texts.values())


@dataclass(frozen=True, slots=True)
class Strength:
    """What a member is good at: answers and accepted ones on a topic."""

    topic: Topic | None
    answers: int
    solved: int


def strengths_of(member: Person) -> list[Strength]:
    """By topic, what helped most first."""
    rows = (
        Answer.objects.public()
        .filter(author=member, question__hidden_at__isnull=True)
        .values("question__topic")
        .annotate(answers=Count("pk"), solved=Count("accepted"))
        .order_by("-solved", "-answers")
    )
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    return [
        Strength(topics.get(row["question__topic"]), row["answers"], row["solved"])
        for row in rows
    ]


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
