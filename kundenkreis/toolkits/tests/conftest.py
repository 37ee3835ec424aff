"""A telephone table: wood or steel, shelves, an engraving, a colour."""

import pytest

from kundenkreis.toolkits import actions
from kundenkreis.toolkits.models import Toolkit
from tests.kept import kept

WOOD = {"material": "wood", "shelves": "2", "colour": "#aa5500"}


def set_field(row, mira, at, label, kind, **more):
    return actions.set_field(
        row, "", label=label, kind=kind, reason="Neu", by=mira, at=at, **more
    )


@kept
def table(mira, at) -> Toolkit:
    row = actions.set_toolkit(
        "",
        title="Telefontisch",
        lead="Ihr Tisch.",
        base_price=5000,
        offered=False,
        reason="Neu",
        by=mira,
        at=at,
    )
    options = [{"label": "Wood", "price": 1250}, {"label": "Steel", "price": 0}]
    set_field(row, mira, at, "Material", "choice", options=options)
    set_field(
        row, mira, at, "Shelves", "number", least=1, most=4, unit="Stück", price_each=800
    )
    set_field(row, mira, at, "Engraving", "text", most=12, price_each=900, needed=False)
    set_field(row, mira, at, "Colour", "colour")
    actions.add_rule(
        row,
        if_field="material",
        if_value="steel",
        then_field="shelves",
        most=2,
        sentence="Stahl trägt höchstens 2.",
        reason="Neu",
        by=mira,
        at=at,
    )
    return actions.set_toolkit(
        row.slug,
        title=row.title,
        lead=row.lead,
        base_price=5000,
        offered=True,
        reason="Los",
        by=mira,
        at=at,
    )


@pytest.fixture
def design(table, vreni, at):
    row = actions.keep(table, title="Eiche", values=WOOD, by=vreni, at=at)
    return actions.submit(row, by=vreni, at=at)
