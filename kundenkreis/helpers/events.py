"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperEvent(Event):
    """Something about a helper: heard on her own stream."""

    helper: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperJoined(HelperEvent):
    """Someone helps for this brand from now on."""

    name = "helper_joined"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperLeft(HelperEvent):
    """Someone helps for this brand no longer."""

    name = "helper_left"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelperVerified(HelperEvent):
    """Something about a helper was checked."""

    name = "helper_verified"
    kind: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationRevoked(HelperEvent):
    """A check does not hold any more."""

    name = "verification_revoked"
    kind: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HoursChanged(HelperEvent):
    """A helper can be booked at other times than before."""

    name = "hours_changed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecorded(HelperEvent):
    """There is news about how well a helper does."""

    name = "outcome_recorded"
    kind: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RankingWeightsSet(Event):
    """A manager says how much each parameter of the ranking counts; percent."""

    name = "ranking_weights_set"
    distance: int
    standing: int
    price: int
    rest: int
    newcomers: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDue(HelperEvent):
    """One of a helper's other calendars is to be read again."""

    name = "calendar_due"
    calendar: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class StandingContested(HelperEvent):
    """A helper says that one line of her standing is not right."""

    name = "standing_contested"
    contest: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ContestAnswered(HelperEvent):
    """Somebody of the team answered it, with reasons."""

    name = "contest_answered"
    contest: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class HelpersImported(Event):
    """A table of helpers was taken in; the newcomers among them are told, where that was wished."""

    name = "helpers_imported"
    new: int
    changed: int
    # Ids of the persons who are to be told.
    invited: list[str]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRateSet(HelperEvent):
    """A helper asks so much an hour from now on; minor units, None: the packages' prices."""

    name = "own_rate_set"
    rate: int | None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRatesAllowed(Event):
    """Between which amounts an hour helpers may ask a rate of their own; minor units."""

    name = "own_rates_allowed"
    least: int | None
    most: int | None
