"""What the API of toolkits and designs says and is told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.toolkits import queries
from kundenkreis.toolkits.models import Design, Toolkit, ToolkitField


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


def toolkit_out(row: Toolkit) -> dict[str, Any]:
    price = MoneyOut.of(row.money(row.base_price))
    return {"slug": row.slug, "title": row.title, "lead": row.lead, "base_price": price, "offered_at": row.offered_at}  # fmt: skip


def field_out(row: ToolkitField) -> ToolkitFieldOut:
    return ToolkitFieldOut.from_orm(row)


def whole_toolkit(row: Toolkit) -> WholeToolkit:
    rules = [
        ToolkitRuleOut(
            id=each.pk, if_field=each.if_field.slug, if_value=each.if_value, then_field=each.then_field.slug,
            only=each.only, least=each.least, most=each.most, sentence=each.sentence,
        )
        for each in queries.rules_of(row)
    ]  # fmt: skip
    fields = [field_out(each) for each in queries.fields_of(row)]
    return WholeToolkit(**toolkit_out(row), fields=fields, rules=rules)


def design_out(row: Design) -> DesignOut:
    mean, many = queries.stars_of(row)
    return DesignOut(
        id=row.pk, toolkit=row.toolkit.slug, title=row.title, author=row.author_name, values=row.values,
        price=MoneyOut.of(row.toolkit.money(row.price)), saved_at=row.saved_at, submitted_at=row.submitted_at,
        forked_from=row.forked_from_id, origin=row.origin_id, stars=mean if many >= 5 else None, ratings=many,
    )  # fmt: skip
