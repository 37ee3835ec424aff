"""API: toolkits with their fields and rules, what fits, designs."""

from uuid import UUID

from ninja import Router, Status

from kundenkreis.core.schemas import MoneyOut
from kundenkreis.ideas.doors import account
from kundenkreis.people.api_tools import me, me_as
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.toolkits import actions, queries
from kundenkreis.toolkits.api.shapes import (
    DesignIn,
    DesignList,
    DesignOut,
    FitOut,
    ReasonIn,
    StarsIn,
    ToolkitFieldIn,
    ToolkitIn,
    ToolkitList,
    ToolkitOut,
    ToolkitRuleIn,
    ValuesIn,
    WholeToolkit,
    design_out,
    toolkit_out,
    whole_toolkit,
)
from kundenkreis.toolkits.models import Design, Toolkit

router = Router(tags=["toolkits"])


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
    return ToolkitList(items=[ToolkitOut(**toolkit_out(row)) for row in rows])


@router.post("toolkits", response={201: WholeToolkit}, summary="A new toolkit")
def new(request: Request, body: ToolkitIn) -> Status[WholeToolkit]:
    """For managers; its slug comes from its title."""
    by = me_as(request, "manager")
    return Status(
        201, whole_toolkit(actions.set_toolkit("", **body.dict(), by=by, at=request.at))
    )


@router.get("toolkits/{slug:slug}", response=WholeToolkit, summary="A toolkit")
def toolkit(request: Request, slug: str) -> WholeToolkit:
    """With its fields and rules."""
    return whole_toolkit(_here(request, slug))


@router.put("toolkits/{slug:slug}", response=WholeToolkit, summary="Change a toolkit")
def set_toolkit(request: Request, slug: str, body: ToolkitIn) -> WholeToolkit:
    """For managers."""
    by = me_as(request, "manager")
    return whole_toolkit(actions.set_toolkit(slug, **body.dict(), by=by, at=request.at))


@router.post(
    "toolkits/{slug:slug}/fields", response={201: WholeToolkit}, summary="A new field"
)
def new_field(request: Request, slug: str, body: ToolkitFieldIn) -> Status[WholeToolkit]:
    """For managers; its slug comes from its label."""
    row = _mine(request, slug)
    actions.set_field(row, "", **body.dict(), by=me(request), at=request.at)
    return Status(201, whole_toolkit(row))


@router.put("toolkits/{slug:slug}/fields/{slug:name}", response=WholeToolkit, summary="Change a field")  # fmt: skip
def set_field(request: Request, slug: str, name: str, body: ToolkitFieldIn) -> WholeToolkit:
    """For managers."""
    row = _mine(request, slug)
    actions.set_field(row, name, **body.dict(), by=me(request), at=request.at)
    return whole_toolkit(row)


@router.delete("toolkits/{slug:slug}/fields/{slug:name}", response=WholeToolkit, summary="Remove a field")  # fmt: skip
def remove_field(request: Request, slug: str, name: str, body: ReasonIn) -> WholeToolkit:
    """For managers; designs that were kept stay."""
    row = _mine(request, slug)
    actions.remove_field(row, name, reason=body.reason, by=me(request), at=request.at)
    return whole_toolkit(row)


@router.post("toolkits/{slug:slug}/rules", response={201: WholeToolkit}, summary="A new rule")  # fmt: skip
def add_rule(request: Request, slug: str, body: ToolkitRuleIn) -> Status[WholeToolkit]:
    """For managers."""
    row = _mine(request, slug)
    actions.add_rule(row, **body.dict(), by=me(request), at=request.at)
    return Status(201, whole_toolkit(row))


@router.delete("toolkits/{slug:slug}/rules/{int:pk}", response=WholeToolkit, summary="Remove a rule")  # fmt: skip
def remove_rule(request: Request, slug: str, pk: int, body: ReasonIn) -> WholeToolkit:
    """For managers."""
    row = _mine(request, slug)
    actions.remove_rule(row, pk, reason=body.reason, by=me(request), at=request.at)
    return whole_toolkit(row)


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
    return DesignList(items=[design_out(row) for row in rows])


@router.post("toolkits/{slug:slug}/designs", response={201: DesignOut}, summary="Keep a design")  # fmt: skip
def keep(request: Request, slug: str, body: DesignIn) -> Status[DesignOut]:
    """For oneself; `POST designs/{id}/submission` shows it to everyone."""
    source = _design_at_door(request, body.forked_from) if body.forked_from else None
    row = actions.keep(_here(request, slug), title=body.title, values=body.values, forked_from=source, by=me(request), at=request.at)  # fmt: skip
    return Status(201, design_out(row))


@router.get("designs", response=DesignList, summary="My designs")
def my_designs(request: Request) -> DesignList:
    """Submitted or not."""
    return DesignList(items=[design_out(row) for row in queries.designs_of(me(request))])


@router.get("designs/{uuid:pk}", response=DesignOut, summary="A design")
def design(request: Request, pk: UUID) -> DesignOut:
    """One that everyone sees, or one's own."""
    return design_out(_design_at_door(request, pk))


@router.post("designs/{uuid:pk}/submission", response={201: DesignOut}, summary="Show it to everyone")  # fmt: skip
def submit(request: Request, pk: UUID) -> Status[DesignOut]:
    """It stays as it is from then on."""
    row = _design_at_door(request, pk)
    return Status(201, design_out(actions.submit(row, by=me(request), at=request.at)))


@router.post("designs/{uuid:pk}/ratings", response={201: DesignOut}, summary="Give stars")
def rate(request: Request, pk: UUID, body: StarsIn) -> Status[DesignOut]:
    """One to five; a second time changes them."""
    row = _design_at_door(request, pk)
    actions.rate(row, stars=body.stars, by=me(request), at=request.at)
    return Status(201, design_out(row))


@router.delete("designs/{uuid:pk}", response={204: None}, summary="Take my design back")
def withdraw(request: Request, pk: UUID) -> Status[None]:
    """What began with it stays, and still names its author."""
    actions.withdraw(_design_at_door(request, pk), by=me(request), at=request.at)
    return Status(204, None)
