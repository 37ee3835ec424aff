"""What a helper may read about her place in a ranking, written down when it is made."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers import queries
from kundenkreis.helpers.matching import Match
from kundenkreis.helpers.models import RankingExplanation
from kundenkreis.people.models import Person

# Percent points with one decimal: enough to explain, too coarse to find a place by.
DECIMALS = 3


@transaction.atomic
def explain_ranking(
    *,
    subject: str,
    matches: Sequence[Match],
    package: ServicePackage | None = None,
    asked: Collection[UUID] | None = None,
    by: Person | None,
    at: datetime,
) -> None:
    """Keep for each helper among the matches where she stood and why. Two statements for all.

    `matches`: everyone considered, best first. `asked`: ids of the helpers who were asked; None:
    all of them. Said again for the same subject at the same moment, it changes nothing.
    """
    if not matches:
        return
    counted, _share = queries.weights()
    weights = {name: weight / 100 for name, weight in counted.items()}
    RankingExplanation.objects.bulk_create(
        [
            RankingExplanation(
                helper_id=match.helper.pk,
                subject=subject,
                package=package,
                at=at,
                rank=rank,
                pool=len(matches),
                asked=asked is None or match.helper.pk in asked,
                score=round(match.score, DECIMALS),
                parts={name: round(part, DECIMALS) for name, part in match.parts.items()},
                weights=weights,
            )
            for rank, match in enumerate(matches, start=1)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def drop_explanations(*, by: None = None, at: datetime) -> None:
    """What is older than a year has told what it had to tell."""
    RankingExplanation.objects.filter(at__lt=at - RankingExplanation.KEPT).delete()
