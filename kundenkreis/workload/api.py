"""API: how the work is spread."""

from dataclasses import asdict

from ninja import Router, Schema

from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request
from kundenkreis.workload import queries

router = Router(tags=["insight"])


class SpreadOut(Schema):
    """The last four weeks: shares between 0 and 1 of the most active 1, 5 and 10 of 100 members, and Gini."""

    members: int
    answers: int
    top_1: float
    top_5: float
    top_10: float
    gini: float


@router.get("workload", response=SpreadOut, summary="How the work is spread")
def workload(request: Request) -> SpreadOut:
    """For managers."""
    me_as(request, "manager")
    return SpreadOut(**asdict(queries.spread_at(request.at)))
