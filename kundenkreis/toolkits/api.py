"""API: toolkits with their fields and rules, what fits, designs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.toolkits import actions, queries
from kundenkreis.toolkits.models import Design, Toolkit, ToolkitField

router = Router(tags=["toolkits"])


class OptionOut(Schema):
    """One answer of a choice, and what it adds in minor units."""

    value: str = ""
    label: str
    price: int = 0


class ToolkitFieldOut(Schema):
    """`kind`: choice, number, text or colour."""

    slug: str
    label: str
    kind: str
    options: list[OptionOut]
    least: int | None
    most: int | None
    unit: str
    price_each: int
    needed: bool


class ToolkitRuleOut(Schema):
    """If `if_field` is `if_value`, `then_field` may only be one of `only`, or between `least` and `most`."""

    id: int
    if_field: str
    if_value: str
    then_field: str
    only: list[str]
    least: int | None
    most: int | None
    sentence: str


class ToolkitOut(Schema):
    slug: str
    title: str
    lead: str
    base_price: MoneyOut
    offered_at: datetime | None


class WholeToolkit(ToolkitOut):
    """With what is asked and which answers go together."""

    fields: list[ToolkitFieldOut]
    rules: list[ToolkitRuleOut]


class ToolkitList(Schema):
    items: list[ToolkitOut]
    next: str | None = None


class ToolkitIn(Schema):
    """A toolkit, with the reason of the change. `base_price` in minor units."""

    title: str
    lead: str
    base_price: int
    offered: bool = False
    reason: str


class ToolkitFieldIn(Schema):
    """One field, with the reason of the change."""

    label: str
    kind: str
    options: list[OptionOut] = []
    least: int | None = None
    most: int | None = None
    unit: str = ""
    price_each: int = 0
    needed: bool = True
    reason: str


class ToolkitRuleIn(Schema):
    if_field: str
    if_value: str
    then_field: str
    only: list[str] = []
    least: int | None = None
    most: int | None = None
    sentence: str
    reason: str


class ReasonIn(Schema):
    reason: str


class ValuesIn(Schema):
    """Answers by the slug of their field."""

    values: dict[str, str | int]


class FitOut(Schema):
    """What it costs, and what does not fit: a sentence by field."""

    price: MoneyOut
    fits: bool
    problems: dict[str, str]


class DesignIn(ValuesIn):
    """`forked_from`: the design it began with, which is named for good."""

    title: str
    forked_from: UUID | None = None


class DesignOut(Schema):
    """`origin`: the first of all designs it comes from. `stars`: mean, from five ratings on."""

    id: UUID
    toolkit: str
    title: str
    author: str
    values: dict[str, str | int]
    price: MoneyOut
    saved_at: datetime
    submitted_at: datetime | None
    forked_from: UUID | None
    origin: UUID | None
    stars: float | None
    ratings: int


class DesignList(Schema):
    items: list[DesignOut]
    next: str | None = None


class StarsIn(Schema):
    stars: int


def _toolkit(row: Toolkit) -> dict[str, Any]:
    price = MoneyOut.of(row.money(row.base_price))
    return {"slug": row.slug, "title": row.title, "lead": row.lead, "base_price": price, "offered_at": row.offered_at}  # fmt: skip


def _field(row: ToolkitField) -> ToolkitFieldOut:
    return ToolkitFieldOut.from_orm(row)


def _whole(row: Toolkit) -> WholeToolkit:
    rules = [
        ToolkitRuleOut(
            id=each.pk, if_field=each.if_field.slug, if_value=each.if_value, then_field=each.then_field.slug,
            only=each.only, least=each.least, most=each.most, sentence=each.sentence,
        )
        for each in queries.rules_of(row)
    ]  # fmt: skip
    fields = [_field(each) for each in queries.fields_of(row)]
    return WholeToolkit(**_toolkit(row), fields=fields, rules=rules)


def _design(row: Design) -> DesignOut:
    mean, many = queries.stars_of(row)
    return DesignOut(
        id=row.pk, toolkit=row.toolkit.slug, title=row.title, author=row.author_name, values=row.values,
        price=MoneyOut.of(row.toolkit.money(row.price)), saved_at=row.saved_at, submitted_at=row.submitted_at,
        forked_from=row.forked_from_id, origin=row.origin_id, stars=mean if many >= 5 else None, ratings=many,
    )  # fmt: skip


def _manager(request: Request) -> bool:
    return Role.Kind.MANAGER in request.roles


def _here(request: Request, slug: str) -> Toolkit:
    return queries.toolkit(slug, manager=_manager(request))


def _mine(request: Request, slug: str) -> Toolkit:
    me_as(request, "manager")
    return queries.toolkit(slug, manager=True)


def _design_at_door(request: Request, pk: UUID) -> Design:
    moderator = Role.Kind.MODERATOR in request.roles
    return queries.design_for(account(request), pk, moderator=moderator)


@router.get("toolkits", response=ToolkitList, summary="What can be designed")
def toolkits(request: Request) -> ToolkitList:
    """What is offered; managers see all."""
    rows = queries.toolkits(manager=_manager(request))
    return ToolkitList(items=[ToolkitOut(**_toolkit(row)) for row in rows])


@router.post("toolkits", response={201: WholeToolkit}, summary="A new toolkit")
def new(request: Request, body: ToolkitIn) -> Status[WholeToolkit]:
    """For managers; its slug comes from its title."""
    by = me_as(request, "manager")
    return Status(201, _whole(actions.set_toolkit("", **body.dict(), by=by, at=request.at)))


@router.get("toolkits/{slug:slug}", response=WholeToolkit, summary="A toolkit")
def toolkit(request: Request, slug: str) -> WholeToolkit:
    """With its fields and rules."""
    return _whole(_here(request, slug))


@router.put("toolkits/{slug:slug}", response=WholeToolkit, summary="Change a toolkit")
def set_toolkit(request: Request, slug: str, body: ToolkitIn) -> WholeToolkit:
    """For managers."""
    by = me_as(request, "manager")
    return _whole(actions.set_toolkit(slug, **body.dict(), by=by, at=request.at))


@router.post(
    "toolkits/{slug:slug}/fields", response={201: WholeToolkit}, summary="A new field"
)
def new_field(request: Request, slug: str, body: ToolkitFieldIn) -> Status[WholeToolkit]:
    """For managers; its slug comes from its label."""
    row = _mine(request, slug)
    actions.set_field(row, "", **body.dict(), by=me(request), at=request.at)
    return Status(201, _whole(row))


@router.put("toolkits/{slug:slug}/fields/{slug:name}", response=WholeToolkit, summary="Change a field")  # fmt: skip
def set_field(request: Request, slug: str, name: str, body: ToolkitFieldIn) -> WholeToolkit:
    """For managers."""
    row = _mine(request, slug)
    actions.set_field(row, name, **body.dict(), by=me(request), at=request.at)
    return _whole(row)


@router.delete("toolkits/{slug:slug}/fields/{slug:name}", response=WholeToolkit, summary="Remove a field")  # fmt: skip
def remove_field(request: Request, slug: str, name: str, body: ReasonIn) -> WholeToolkit:
    """For managers; designs that were kept stay."""
    row = _mine(request, slug)
    actions.remove_field(row, name, reason=body.reason, by=me(request), at=request.at)
    return _whole(row)


@router.post("toolkits/{slug:slug}/rules", response={201: WholeToolkit}, summary="A new rule")  # fmt: skip
def add_rule(request: Request, slug: str, body: ToolkitRuleIn) -> Status[WholeToolkit]:
    """For managers."""
    row = _mine(request, slug)
    actions.add_rule(row, **body.dict(), by=me(request), at=request.at)
    return Status(201, _whole(row))


@router.delete("toolkits/{slug:slug}/rules/{int:pk}", response=WholeToolkit, summary="Remove a rule")  # fmt: skip
def remove_rule(request: Request, slug: str, pk: int, body: ReasonIn) -> WholeToolkit:
    """For managers."""
    row = _mine(request, slug)
    actions.remove_rule(row, pk, reason=body.reason, by=me(request), at=request.at)
    return _whole(row)


@router.post("toolkits/{slug:slug}/fit", response=FitOut, summary="Price and fit")
def fit(request: Request, slug: str, body: ValuesIn) -> FitOut:
    """Nothing is kept."""
    row = _here(request, slug)
    found = queries.fit(row, body.values)
    return FitOut(price=MoneyOut.of(row.money(found.price)), fits=found.fits, problems=found.problems)  # fmt: skip


@router.get("toolkits/{slug:slug}/designs", response=DesignList, summary="Designs of others")  # fmt: skip
def designs(request: Request, slug: str, limit: int = 20) -> DesignList:
    """Best first, at most 100."""
    rows = queries.gallery(_here(request, slug))[: max(1, min(limit, 100))]
    return DesignList(items=[_design(row) for row in rows])


@router.post("toolkits/{slug:slug}/designs", response={201: DesignOut}, summary="Keep a design")  # fmt: skip
def keep(request: Request, slug: str, body: DesignIn) -> Status[DesignOut]:
    """For oneself; `POST designs/{id}/submission` shows it to everyone."""
    source = _design_at_door(request, body.forked_from) if body.forked_from else None
    row = actions.keep(_here(request, slug), title=body.title, values=body.values, forked_from=source, by=me(request), at=request.at)  # fmt: skip
    return Status(201, _design(row))


@router.get("designs", response=DesignList, summary="My designs")
def my_designs(request: Request) -> DesignList:
    """Submitted or not."""
    return DesignList(items=[_design(row) for row in queries.designs_of(me(request))])


@router.get("designs/{uuid:pk}", response=DesignOut, summary="A design")
def design(request: Request, pk: UUID) -> DesignOut:
    """One that everyone sees, or one's own."""
    return _design(_design_at_door(request, pk))


@router.post("designs/{uuid:pk}/submission", response={201: DesignOut}, summary="Show it to everyone")  # fmt: skip
def submit(request: Request, pk: UUID) -> Status[DesignOut]:
    """It stays as it is from then on."""
    row = _design_at_door(request, pk)
    return Status(201, _design(actions.submit(row, by=me(request), at=request.at)))


@router.post("designs/{uuid:pk}/ratings", response={201: DesignOut}, summary="Give stars")
def rate(request: Request, pk: UUID, body: StarsIn) -> Status[DesignOut]:
    """One to five; a second time changes them."""
    row = _design_at_door(request, pk)
    actions.rate(row, stars=body.stars, by=me(request), at=request.at)
    return Status(201, _design(row))


@router.delete("designs/{uuid:pk}", response={204: None}, summary="Take my design back")
def withdraw(request: Request, pk: UUID) -> Status[None]:
    """What began with it stays, and still names its author."""
    actions.withdraw(_design_at_door(request, pk), by=me(request), at=request.at)
    return Status(204, None)
