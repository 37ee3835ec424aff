"""A sheltered question: a mentor reads it first, and lets it go public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import rules
from kundenkreis.stages.community.events import QuestionReleased
from kundenkreis.stages.community.models import Question


@transaction.atomic
def release(question: Question, *, by: Person | None, at: datetime) -> Question:
    """The question is public now. By a mentor, or by the clock after twelve hours. Twice is once.

    :raises NotAllowed: who is no mentor.
    """
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if by and not rules.may_mentor(abilities_of(by, at=at)):
        raise NotAllowed("mentors_only", _("Only experienced members decide this."))
    if question.is_sheltered:
        question.released_at, question.released_by = at, by
        question.save(update_fields=["released_at", "released_by"])
        announce(QuestionReleased(question=str(question.pk)), by=by, at=at)
    return question
