"""What a manager may set here."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import LadderStep
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.insight.events import UnitCostSet
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds

# CHF 10,000 for one try is a slip of the finger, not a cost.
MOST = 1_000_000


@transaction.atomic
def set_unit_cost(*, stage: str, amount: int, by: Person, at: datetime) -> LadderStep:
    """What one try of this stage costs the company, in minor units; kept with who said so and when.

    :raises NotAllowed: not a manager. :raises Invalid: no such stage, or not a cost.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers set costs."))
    step = LadderStep.objects.select_for_update().filter(stage=stage).first()
    if not step:
        raise Invalid("unknown_stage", _("There is no such stage."))
    if not 0 <= amount <= MOST:
        sentence = _("Please enter a cost between 0 and 10,000.")
        raise Invalid("bad_cost", sentence, {stage: sentence})
    step.unit_cost = amount
    step.save(update_fields=["unit_cost"])
    announce(UnitCostSet(stage=stage, amount=amount), by=by, at=at)
    return step
