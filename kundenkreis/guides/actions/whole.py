"""A whole draft at once: what programs send, and the demo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kundenkreis.core.transactions import one_transaction
from kundenkreis.guides.actions.editing import add_step, redraft, write_step
from kundenkreis.guides.models import Guide, GuideStep, GuideVersion
from kundenkreis.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A step as it shall be; `answers`: text and the number of the step that follows, from 1, or None."""

    text: str
    kind: str = GuideStep.Kind.QUESTION
    body: str = ""
    article: UUID | None = None
    stage: str = ""
    answers: Sequence[tuple[str, int | None]] = ()


@one_transaction
def rewrite(
    guide: Guide, *, steps: Sequence[Wanted], by: Person | None, at: datetime
) -> GuideVersion:
    """These steps, in this order, instead of those of the draft.

    :raises Invalid: as `add_step`. :raises Refused: `too_many_steps`. :raises NotAllowed: not of the staff.
    """
    draft = redraft(guide, by=by, at=at)
    draft.steps.all().delete()
    made = [
        add_step(
            guide, text=row.text, kind=row.kind, body=row.body, article=row.article,
            stage=row.stage, by=by, at=at,
        )
        for row in steps
    ]  # fmt: skip
    for step, row in zip(made, steps, strict=True):
        # No step of the draft has the number 0: it would make a new one.
        answers = [(text, to or None) for text, to in row.answers]
        if row.kind == GuideStep.Kind.QUESTION:
            write_step(step, text=row.text, kind=row.kind, body=row.body, answers=answers, by=by, at=at)  # fmt: skip
    return draft
