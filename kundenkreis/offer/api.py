"""API: the brand's offer, for managers. What customers read of it is `GET service-packages`."""

from datetime import datetime

from ninja import Field, Router, Schema, Status
from pydantic import AwareDatetime

from kundenkreis.brands.models import PackagePrice, ServicePackage
from kundenkreis.cases.queries import ladder as order_of
from kundenkreis.core.money import Money
from kundenkreis.core.schemas import MoneyOut
from kundenkreis.offer import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.request import Request
from kundenkreis.terms.setting import only_managers

router = Router(tags=["brand"])


class ServiceOut(Schema):
    """One service as the brand sets it; `words` and `includes` by language, `skills` by short name: 1 to 3."""

    slug: str
    words: dict[str, str]
    includes: dict[str, list[str]]
    price: MoneyOut
    minutes: int
    topics: list[str]
    skills: dict[str, int]
    checks: list[str]
    persons: int
    offered: bool


class Services(Schema):
    """All of them."""

    items: list[ServiceOut]


class PriceOut(Schema):
    """A price by date; `begun_at` is empty while it is to come."""

    id: int
    price: MoneyOut
    valid_from: datetime
    begun_at: datetime | None


class Prices(Schema):
    """Newest first."""

    items: list[PriceOut]


class Reason(Schema):
    """Every change says why; kept with the manager's name and the time."""

    reason: str = Field(min_length=1, max_length=300)


class NameIn(Reason):
    words: dict[str, str]


class ServiceIn(NameIn):
    price: int
    minutes: int


class ContentsIn(Reason):
    includes: dict[str, list[str]]


class PriceIn(Reason):
    """In minor units; without `valid_from` at once."""

    price: int
    valid_from: AwareDatetime | None = None


class LengthIn(Reason):
    minutes: int


class TopicsIn(Reason):
    topics: list[str]


class SkillsIn(Reason):
    """Levels 1 to 3 by the skill's short name; 0 or left out: not needed."""

    levels: dict[str, int]


class ChecksIn(Reason):
    kinds: list[str]


class PersonsIn(Reason):
    """1, or 2 of one firm."""

    persons: int


class OfferingIn(Reason):
    offered: bool


class LadderIn(Reason):
    """In this order; for a topic: none means as for all topics."""

    stages: list[str]


class LadderOut(Schema):
    """The stages as they are proposed, and the topics with an order of their own."""

    stages: list[str]
    topics: dict[str, list[str]]


@router.get("offer/services", response=Services, summary="All services, as they are set")
def services(request: Request) -> Services:
    """Also those that are not offered."""
    only_managers(me(request), request.at)
    rows = queries.services().prefetch_related("topics", "needs__skill")
    return Services(items=[_out(row) for row in rows])


@router.post("offer/services", response={201: ServiceOut}, summary="A new service")
def add(request: Request, body: ServiceIn) -> Status[ServiceOut]:
    """Not offered yet."""
    row = actions.add_service(**body.dict(), by=me(request), at=request.at)
    return Status(201, _out(row))


@router.put("offer/services/{slug:slug}/name", response=ServiceOut, summary="Its name")
def name(request: Request, slug: str, body: NameIn) -> ServiceOut:
    """In each language; German must be."""
    return _out(actions.set_name(slug, **body.dict(), by=me(request), at=request.at))


@router.put(
    "offer/services/{slug:slug}/contents", response=ServiceOut, summary="What is included"
)
def contents(request: Request, slug: str, body: ContentsIn) -> ServiceOut:
    """Line by line, in each language."""
    return _out(actions.set_contents(slug, **body.dict(), by=me(request), at=request.at))


@router.put("offer/services/{slug:slug}/length", response=ServiceOut, summary="Its length")
def length(request: Request, slug: str, body: LengthIn) -> ServiceOut:
    """In minutes."""
    return _out(actions.set_length(slug, **body.dict(), by=me(request), at=request.at))


@router.put("offer/services/{slug:slug}/topics", response=ServiceOut, summary="Its topics")
def topics(request: Request, slug: str, body: TopicsIn) -> ServiceOut:
    """For which topics it is proposed."""
    return _out(actions.set_topics(slug, **body.dict(), by=me(request), at=request.at))


@router.put(
    "offer/services/{slug:slug}/skills", response=ServiceOut, summary="Skills it needs"
)
def skills(request: Request, slug: str, body: SkillsIn) -> ServiceOut:
    """Booked visits stay as they were agreed."""
    return _out(actions.set_needs(slug, **body.dict(), by=me(request), at=request.at))


@router.put(
    "offer/services/{slug:slug}/checks", response=ServiceOut, summary="Checks it needs"
)
def checks(request: Request, slug: str, body: ChecksIn) -> ServiceOut:
    """Booked visits stay as they were agreed."""
    return _out(actions.set_checks(slug, **body.dict(), by=me(request), at=request.at))


@router.put(
    "offer/services/{slug:slug}/persons", response=ServiceOut, summary="How many come"
)
def persons(request: Request, slug: str, body: PersonsIn) -> ServiceOut:
    """Two are technicians of one firm."""
    return _out(actions.set_persons(slug, **body.dict(), by=me(request), at=request.at))


@router.put(
    "offer/services/{slug:slug}/offering", response=ServiceOut, summary="Offered or not"
)
def offering(request: Request, slug: str, body: OfferingIn) -> ServiceOut:
    """Whether customers may book it."""
    return _out(actions.set_offered(slug, **body.dict(), by=me(request), at=request.at))


@router.get("offer/services/{slug:slug}/prices", response=Prices, summary="Prices by date")
def prices(request: Request, slug: str) -> Prices:
    """What it cost, costs and will cost."""
    only_managers(me(request), request.at)
    row = queries.service(slug)
    return Prices(items=[_price(each, row) for each in queries.prices(row)])


@router.post(
    "offer/services/{slug:slug}/prices", response={201: PriceOut}, summary="A new price"
)
def set_price(request: Request, slug: str, body: PriceIn) -> Status[PriceOut]:
    """What is booked keeps the price that was shown."""
    made = actions.set_price(slug, **body.dict(), by=me(request), at=request.at)
    return Status(201, _price(made, queries.service(slug)))


@router.delete(
    "offer/services/{slug:slug}/prices/{int:pk}", response={204: None}, summary="Take a price back"
)  # fmt: skip
def take_back(request: Request, slug: str, pk: int, reason: str) -> Status[None]:
    """Only before it has begun."""
    actions.take_price_back(slug, pk, reason=reason, by=me(request), at=request.at)
    return Status(204, None)


@router.get("offer/ladder", response=LadderOut, summary="Which help comes first")
def ladder(request: Request) -> LadderOut:
    """For all topics, and for those with an order of their own."""
    own = queries.topics_with_order()
    return LadderOut(stages=order_of(None), topics={row.slug: order_of(row) for row in own})


@router.put("offer/ladder", response=LadderOut, summary="Set which help comes first")
def set_ladder(request: Request, body: LadderIn) -> LadderOut:
    """A stage that is left out is not offered."""
    actions.set_ladder(**body.dict(), by=me(request), at=request.at)
    return ladder(request)


@router.put(
    "offer/ladder/{slug:topic}", response=LadderOut, summary="The same for one topic"
)
def set_topic_ladder(request: Request, topic: str, body: LadderIn) -> LadderOut:
    """No stages: as for all topics."""
    actions.set_ladder(topic, **body.dict(), by=me(request), at=request.at)
    return ladder(request)


def _out(row: ServicePackage) -> ServiceOut:
    return ServiceOut(
        slug=row.slug, words=row.words, includes=row.includes, price=MoneyOut.of(row.money),
        minutes=int(row.duration.total_seconds() // 60), topics=[topic.slug for topic in row.topics.all()],
        skills={need.skill.slug: need.level for need in row.needs.all()}, checks=row.requires, persons=row.persons, offered=row.withdrawn_at is None,
    )  # fmt: skip


def _price(price: PackagePrice, row: ServicePackage) -> PriceOut:
    money = MoneyOut.of(Money(price.price, row.brand.currency))
    return PriceOut(id=price.pk, price=money, valid_from=price.valid_from, begun_at=price.begun_at)  # fmt: skip
