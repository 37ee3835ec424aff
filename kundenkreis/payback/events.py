"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaybackTermsSet(Event):
    """A manager set the budget from a month on."""

    name = "payback_terms_set"
    from_month: str
    budget: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PaybackMonthClosed(Event):
    """A month's budget is shared; everybody who gets something reads her statement."""

    name = "payback_month_closed"
    month: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRedeemed(Event):
    """Somebody's points became a credit, money or a donation."""

    name = "points_redeemed"
    redemption: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSet(Event):
    """A manager added an organisation, took it off the list, or put it back."""

    name = "organisation_set"
    organisation: str
