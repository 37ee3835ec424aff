"""How much each parameter counts, and what a helper may read about her place."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.core import scope, sending
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.core.sending import Statement
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers.events import RankingWeightsSet
from kundenkreis.helpers.matching import MOST_NEWCOMER_SHARE, WEIGHTS, Match, Ranked
from kundenkreis.helpers.models import RankingExplanation, RankingWeights
from kundenkreis.people.models import Person
from kundenkreis.people.queries import holds

# One row for each helper, from one list of their places: half a hundred numbers are no half a hundred values.
EXPLAINED = Statement("""
INSERT INTO kundenkreis_rankingexplanation
  (brand_id, helper_id, subject, package_id, at, pool, rank, asked, score, parts, weights)
SELECT %s, (place->>0)::uuid, %s, %s::bigint, %s, %s, rank, (place->1)::boolean, (place->2)::float8, place->3, place->4
  FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS line (place, rank)
ON CONFLICT DO NOTHING
""")
# Percent points with one decimal: enough to explain, too coarse to find a place by.
DECIMALS = 3


@one_transaction
def set_weights(
    weights: Mapping[str, int], *, newcomers: int, by: Person, at: datetime
) -> RankingWeights:
    """How much each parameter counts from now on, in percent that make 100 together.

    `newcomers`: of a hundred places so many may go to newcomers. What was ranked before keeps the
    weights of then. The event says who changed it and when.

    :raises NotAllowed: not a manager. :raises Invalid: `bad_weights`, `bad_number`.
    """
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers set the ranking."))
    if set(weights) != set(WEIGHTS) or min(weights.values()) < 0 or sum(weights.values()) != 100:  # fmt: skip
        sentence = _("The parameters must make 100 together. Now they make {sum}.").format(
            sum=sum(weights.values())
        )
        raise Invalid("bad_weights", sentence, {"distance": sentence})
    if not 0 <= newcomers <= MOST_NEWCOMER_SHARE:
        sentence = _("Please give a number from {least} to {most}.").format(
            least=0, most=MOST_NEWCOMER_SHARE
        )
        raise Invalid("bad_number", sentence, {"newcomers": sentence})
    row, _made = RankingWeights.objects.update_or_create(
        defaults={**weights, "newcomers": newcomers, "changed_at": at, "changed_by": by}
    )
    announce(RankingWeightsSet(newcomers=newcomers, **weights), by=by, at=at)
    return row


@one_transaction
def explain_ranking(
    *,
    subject: str,
    matches: Sequence[Match | Ranked],
    package: ServicePackage | None = None,
    asked: Collection[UUID] | None = None,
    by: Person | None,
    at: datetime,
) -> None:
    """Keep for each helper among the matches where she stood and why. One statement for all.

    `matches`: everyone considered, best first. `asked`: ids of the helpers who were asked; None:
    all of them. Said again for the same subject at the same moment, it changes nothing.
    """
    if not matches:
        return
    places = [
        [str(match.helper_id), asked is None or match.helper_id in asked, round(match.score, DECIMALS),
         {name: round(part, DECIMALS) for name, part in match.parts.items()}, match.weights]
        for match in matches
    ]  # fmt: skip
    key = package.pk if package else None
    sending.count(EXPLAINED, [scope.brand_id(), subject, key, at, len(places), json.dumps(places)])  # fmt: skip


@one_transaction
def drop_explanations(*, by: None = None, at: datetime) -> None:
    """What is older than a year has told what it had to tell."""
    RankingExplanation.objects.filter(at__lt=at - RankingExplanation.KEPT).delete()
