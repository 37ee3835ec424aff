"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    """A numbered paper exists; it never changes."""

    name = "document_issued"
    document: str
    subject: str
    person: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TaxDetailsSet(Event):
    """A helper or expert said how she is taxed."""

    name = "tax_details_set"
    person: str
