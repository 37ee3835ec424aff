"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackEvent(Event):
    """Base: something about one chargeback of one subject."""

    chargeback: str
    subject: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject,)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackOpened(ChargebackEvent):
    """The payer's bank took a payment back; the team may tell its side."""

    name = "chargeback_opened"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven(ChargebackEvent):
    """One of the team told the bank our side."""

    name = "chargeback_evidence_given"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackEnded(ChargebackEvent):
    """The bank has decided: `won` or `lost`."""

    name = "chargeback_ended"
    outcome: str
