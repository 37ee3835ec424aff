"""Saying that one writes the answer, and letting others again."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.community import rules
from kundenkreis.stages.community.events import ClaimEnded, ClaimTaken
from kundenkreis.stages.community.models import Claim, Question
from kundenkreis.ui.filters import clock

# Whoever comes second changes nothing, unless the time of the first is over.
_TAKE = """
insert into kundenkreis_claim (brand_id, question_id, person_id, at, until)
values (%(brand)s, %(question)s, %(person)s, %(at)s, %(until)s)
on conflict (question_id) do update
  set person_id = excluded.person_id, at = excluded.at, until = excluded.until
  where kundenkreis_claim.person_id = excluded.person_id or kundenkreis_claim.until <= excluded.at
returning id
"""


@transaction.atomic
def claim(question: Question, *, by: Person, at: datetime) -> Claim:
    """She writes the answer now; for ten minutes nobody else sends one. Again begins anew.

    :raises NotAllowed: without an account. :raises Refused: `closed`, or `claimed` by somebody else.
    """
    if not rules.may_take_part(by):
        raise NotAllowed("no_account", _("Please sign in first."))
    question = Question.objects.get(pk=question.pk)
    if not question.takes_answers:
        raise Refused("closed", _("This question takes no more answers."))
    values: dict[str, Any] = {
        "brand": scope.brand_id(), "question": question.pk, "person": by.pk,
        "at": at, "until": at + Claim.LASTS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        if not cursor.fetchone():
            raise claimed(Claim.objects.select_related("person").get(question=question))
    announce(ClaimTaken(question=str(question.pk)), by=by, at=at)
    return Claim.objects.get(question=question)


def claimed(row: Claim) -> Refused:
    """The sentence for whoever comes second. No action: it decides nothing."""
    sentence = _(
        "{name} is writing an answer, until {time} at the latest. Your text is kept."
    )
    return Refused("claimed", sentence.format(name=row.name, time=clock(row.until)))


@transaction.atomic
def release_claim(question: Question, *, by: Person, at: datetime) -> None:
    """She does not write after all, or has sent it. Twice is once."""
    if Claim.objects.filter(question=question, person=by).delete()[0]:
        announce(ClaimEnded(question=str(question.pk)), by=by, at=at)
