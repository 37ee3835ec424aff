"""What solved a case or question, and how it reads as a draft."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.core.held_back import held_back
from kundenkreis.lessons.models import Lesson
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.experts.models import Consultation
from kundenkreis.stages.knowledge import queries as knowledge
from kundenkreis.stages.knowledge.models import ArticleRevision
from kundenkreis.stages.marketplace.models import Visit


@dataclass(frozen=True, slots=True)
class Helped:
    """What helped, in the words of who knew it; without an author the team said it."""

    text: str
    author: Person | None


def lesson_of(*, case: Case | None, question: Question | None) -> Lesson | None:
    """The article that was made of it before."""
    rows = Lesson.objects.select_related("article")
    found = rows.filter(question=question).first() if question else None
    return found or (rows.filter(case=case).first() if case else None)


def newest(lesson: Lesson) -> ArticleRevision | None:
    """The last text of its article."""
    return knowledge.newest(lesson.article)


def solved_question_of(case: Case) -> Question | None:
    """The case's own question, where its accepted answer solved the case."""
    own = Question.objects.public().filter(case=case).select_related("topic", "solution__answer__author")  # fmt: skip
    question = own.first()
    solved = Attempt.objects.filter(
        case=case, state=Attempt.State.SOLVED, stage="community"
    )
    return question if question and question.is_solved and solved.exists() else None


def what_helped(case: Case) -> Helped:
    """The helper's report, the expert's summary, or what the team wrote."""
    attempt = Attempt.objects.filter(case=case, state=Attempt.State.SOLVED).first()
    if attempt and attempt.stage == "marketplace":
        visit = Visit.objects.filter(booking__attempt=attempt).select_related("booking__helper__person").first()  # fmt: skip
        if visit and visit.report:
            return Helped(visit.report, visit.booking.helper.person)
    if attempt and attempt.stage == "experts":
        talk = Consultation.objects.filter(attempt=attempt).select_related("expert__person").first()  # fmt: skip
        if talk and talk.summary:
            return Helped(talk.summary, talk.expert.person if talk.expert else None)
    said = Message.objects.filter(case=case, internal=False, role__in=["agent", "helper", "expert"])  # fmt: skip
    return Helped("\n\n".join(said.values_list("text", flat=True)), None)


def is_told_by_article(case: Case) -> bool:
    """An article solved it, so that there is one."""
    solved = Attempt.objects.filter(case=case, state=Attempt.State.SOLVED)
    return solved.filter(stage="knowledge", subject__startswith="article:").exists()


def as_draft(
    *, title: str, problem: str, helped: Helped, names: list[str], language: str, back: str
) -> tuple[str, str]:
    """Title and Markdown, personal data held back. `back`: where the public question stands, if it does."""
    brand = brand_here()

    def clean(text: str) -> str:
        return held_back(text, names=names, country=brand.country, keep=[brand.phone, brand.mail], language=language)[0]  # fmt: skip

    with translation.override(language):
        parts = [clean(problem), "## " + _("What helped"), clean(helped.text) or _("(Please write what helped.)")]  # fmt: skip
        if back:
            parts.append(f"[{_('From a solved question of the community')}]({back})")
    return clean(title)[:300], "\n\n".join(parts)


def names_around(case: Case | None, *persons: Person | None) -> list[str]:
    """Names that must not stand in it."""
    around = [case.customer, *(row.person for row in case.participants.select_related("person"))] if case else []  # fmt: skip
    return [person.name for person in (*around, *persons) if person and person.name]


def lesson_about(article: str) -> Lesson | None:
    """What this article came from."""
    return Lesson.objects.select_related("article").filter(article_id=UUID(article)).first()
