"""A decision against a helper is contested, and answered by somebody else with reasons."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.certification import queries
from kundenkreis.certification.actions.applying import apply
from kundenkreis.certification.actions.stepping import reinstate
from kundenkreis.certification.events import StepContestAnswered, StepContested
from kundenkreis.certification.models import (
    Certification,
    CertificationStep,
    StepContest,
)
from kundenkreis.certification.transitions import MANAGER, State
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.people.models import Person


@transaction.atomic
def contest(step: CertificationStep, *, text: str, by: Person, at: datetime) -> StepContest:
    """The helper says that a suspension or refusal is not right, and why. Once a decision.

    :raises Invalid: no words. :raises NotAllowed: another's, or no such decision.
    :raises Refused: `contested_already`.
    """
    text = texts.required(text, field="text", most=2000)
    row = Certification.objects.with_names().select_for_update(of=("self",)).get(pk=step.certification_id)  # fmt: skip
    if row.helper.person_id != by.pk or step.name not in ("suspend", "refuse"):
        raise NotAllowed("not_yours", _("Only the helper herself can contest this."))
    if StepContest.objects.filter(step=step).exists():
        raise Refused("contested_already", _("You have contested this decision already."))
    made: StepContest = StepContest.objects.create(step=step, text=text, by=by, at=at)
    announce(StepContested(**queries.describe(row), contest=made.pk), by=by, at=at)
    return made


@transaction.atomic
def answer_contest(
    row: StepContest, *, upheld: bool, answer: str, by: Person, at: datetime
) -> StepContest:
    """A manager who did not decide it looks again and says why. Upheld: it is undone at once.

    :raises Invalid: no reasons. :raises NotAllowed: no manager, who decided, or family.
    :raises Refused: `answered_already`.
    """
    answer = texts.required(answer, field="answer", most=2000)
    row = StepContest.objects.select_for_update().get(pk=row.pk)
    step = CertificationStep.objects.get(pk=row.step_id)
    path = Certification.objects.with_names().get(pk=step.certification_id)
    if MANAGER not in queries.sides_of(by, path, at=at) or step.by_id == by.pk:
        raise NotAllowed("another_decides", _("Somebody else than who decided must answer this."))  # fmt: skip
    if row.answered_at:
        raise Refused("answered_already", _("This was answered already."))
    row.answer, row.answered_at, row.answered_by = answer, at, by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    stands = path.seq == step.seq
    if upheld and stands and path.state == State.SUSPENDED:
        reinstate(path, reason=answer, by=by, at=at)
    elif upheld and stands and path.state == State.REFUSED:
        apply(path.helper, path.package, by=by, at=at)
    announce(StepContestAnswered(**queries.describe(path), contest=row.pk), by=by, at=at)
    return row
