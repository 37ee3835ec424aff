"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class BillEvent(Event):
    """Base: something about one bill of one subject."""

    bill: str
    subject: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.subject,)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BillIssued(BillEvent):
    """The work is signed off; the customer owes its price."""

    name = "bill_issued"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BillReminded(BillEvent):
    """It was not paid in time; `reminder` counts from one."""

    name = "bill_reminded"
    reminder: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class BillPaid(BillEvent):
    """Money came for it, perhaps not all, perhaps too much."""

    name = "bill_paid"
    amount: int
    currency: str
