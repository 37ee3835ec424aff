"""API: the measures, for managers."""

from datetime import date

from ninja import Router, Schema

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.insight import actions, queries
from kundenkreis.insight.measures import Share
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request

router = Router(tags=["insight"])


class ShareOut(Schema):
    """`part` of `whole`; `share` is null where the whole is nothing."""

    part: int
    whole: int
    share: float | None

    @classmethod
    def of(cls, share: Share) -> "ShareOut":
        return cls(part=share.part, whole=share.whole, share=share.of_one)


class MonthOut(Schema):
    """Cases solved in a month by stage ("" = not known), and the customers' share."""

    month: date
    solved: dict[str, int]
    customer_share: ShareOut


class StageCostOut(Schema):
    """What a stage tried, solved and cost."""

    stage: str
    solved: int
    tried: int
    unit_cost: MoneyOut
    cost_per_resolution: MoneyOut | None


class TopicOut(Schema):
    """How many cases a topic had."""

    topic: str
    cases: int
    solved: ShareOut


class MeasuresOut(Schema):
    """The first measures of the last six months."""

    months: list[MonthOut]
    customer_share: ShareOut
    costs: list[StageCostOut]
    recontact_7d: ShareOut
    again_share: ShareOut
    recommend_share: ShareOut
    helped_share: ShareOut
    topics: list[TopicOut]


class UnitCostIn(Schema):
    """What one try costs, in minor units of the brand's currency."""

    amount: int


@router.get(
    "measures", response=MeasuresOut, summary="Who solves, what it costs, whether it lasts"
)
def measures(request: Request) -> MeasuresOut:
    """For managers of the brand."""
    me_as(request, "manager")
    told = queries.measures(request.brand, at=request.at)
    return MeasuresOut(
        months=[
            MonthOut(
                month=month.first,
                solved=dict(month.solved),
                customer_share=ShareOut.of(month.customers),
            )
            for month in told.months
        ],
        customer_share=ShareOut.of(told.customers),
        costs=[
            StageCostOut(
                stage=cost.stage,
                solved=cost.solved,
                tried=cost.tried,
                unit_cost=MoneyOut.of(cost.unit),
                cost_per_resolution=MoneyOut.of(cost.per_solved)
                if cost.per_solved
                else None,
            )
            for cost in told.costs
        ],
        recontact_7d=ShareOut.of(told.recontact),
        again_share=ShareOut.of(told.again),
        recommend_share=ShareOut.of(told.recommend),
        helped_share=ShareOut.of(told.helped),
        topics=[
            TopicOut(topic=need.slug, cases=need.cases, solved=ShareOut.of(need.solved))
            for need in told.topics
        ],
    )


@router.put(
    "unit-costs/{stage}", response=MoneyOut, summary="Say what one try of a stage costs"
)
def unit_cost(request: Request, stage: str, body: UnitCostIn) -> MoneyOut:
    """For managers of the brand."""
    person = me_as(request, "manager")
    step = actions.set_unit_cost(stage=stage, amount=body.amount, by=person, at=request.at)
    return MoneyOut(amount=step.unit_cost, currency=request.brand.currency)
