"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEvent(Event):
    """Something about a series: heard by its two people, on the case it began with, and at the desk."""

    series: str
    case: str
    customer: str
    # The helper's person.
    helper: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (
            f"case:{self.case}",
            f"person:{self.customer}",
            f"person:{self.helper}",
            "desk",
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesAsked(SeriesEvent):
    """A customer would like regular visits; the helper is asked once."""

    name = "series_asked"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesAccepted(SeriesEvent):
    """The helper comes regularly."""

    name = "series_accepted"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDayDecided(SeriesEvent):
    """A visit was made for one day by the clock, or the day was left out."""

    name = "series_day_decided"
    day: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPriceAgreed(SeriesEvent):
    """The customer agreed to a new price for the visits to come."""

    name = "series_price_agreed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEnded(SeriesEvent):
    """No more visits: declined, not answered, ended by one side, or all are over."""

    name = "series_ended"
    outcome: str
