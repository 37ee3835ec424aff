"""A question is put under the topic where others look for it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import rules
from kundenkreis.stages.community.events import QuestionSorted
from kundenkreis.stages.community.models import Question


@transaction.atomic
def sort(question: Question, *, topic: Topic | None, by: Person, at: datetime) -> Question:
    """It stands under this topic from now on, or under none. Twice is once.

    :raises NotAllowed: who has not the ability for it.
    """
    if not rules.may_sort(abilities_of(by, at=at)):
        sentence = _("Only experienced members and our team change topics.")
        raise NotAllowed("ability_needed", sentence)
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.topic_id == (topic.pk if topic else None):
        return question
    question.topic = topic
    question.save(update_fields=["topic"])
    happened = QuestionSorted(question=str(question.pk), topic=topic.slug if topic else "")
    announce(happened, by=by, at=at)
    return question
