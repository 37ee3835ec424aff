"""The ladder: which stages are offered, in which order, for all cases or for those of one topic."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.brands.models import STAGES, Brand, LadderStep, Topic, TopicStep
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.terms import setting


@one_transaction
def set_ladder(
    topic: str = "", *, stages: Sequence[str], reason: str, by: Person, at: datetime
) -> list[str]:
    """These stages in this order; the others are not offered. `topic`: its short name; no stages there: as all topics.

    Attempts under way go on.

    :raises NotAllowed: not a manager. :raises NotFound: no such topic. :raises Invalid: `empty`, `unknown_stage`.
    """
    setting.only_managers(by, at)
    if set(stages) - set(STAGES) or len(stages) != len(set(stages)):
        raise Invalid("unknown_stage", _("There is no such stage."))
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    before = _of_topic(topic, stages) if topic else _of_all(stages, at=at)
    after = list(stages)
    if before != after:
        setting.tell("ladder", topic, {"stages": [before, after]}, reason, by=by, at=at)
    return after


def _of_all(stages: Sequence[str], *, at: datetime) -> list[str]:
    if not stages:
        sentence = _("Please offer at least one form of help.")
        raise Invalid("empty", sentence, {STAGES[0]: sentence})
    rows = {row.stage: row for row in LadderStep.objects.select_for_update()}
    before = [name for name, row in rows.items() if row.withdrawn_at is None]
    for name in STAGES:
        if row := rows.get(name) or (LadderStep(stage=name) if name in stages else None):
            offered = name in stages
            row.position = stages.index(name) if offered else len(STAGES)
            row.withdrawn_at = None if offered else (row.withdrawn_at or at)
            row.save()
    return before


def _of_topic(slug: str, stages: Sequence[str]) -> list[str]:
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise NotFound("not_found", _("There is no such topic."))
    rows = TopicStep.objects.filter(topic=topic)
    before = list(rows.values_list("stage", flat=True))
    if before != list(stages):
        rows.delete()
        TopicStep.objects.bulk_create(
            TopicStep(topic=topic, stage=name, position=place)
            for place, name in enumerate(stages)
        )
    return before
