"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEvent(Event):
    """Something about a helper's document; `person` is the helper."""

    document: str
    person: str
    kind: str

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}", "desk")


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHandedIn(DocumentEvent):
    """A document waits for somebody to look at it."""

    name = "document_handed_in"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTakenBack(DocumentEvent):
    """The helper took it back before anybody decided."""

    name = "document_taken_back"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeen(DocumentEvent):
    """Somebody of the team opened it: the record of who saw it."""

    name = "document_seen"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentConfirmed(DocumentEvent):
    """Somebody looked at it, and it holds for a time."""

    name = "document_confirmed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeclined(DocumentEvent):
    """Somebody looked at it, and it does not prove what it should."""

    name = "document_declined"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEnding(Event):
    """A check ends in so many days; 0: it has ended."""

    name = "check_ending"
    helper: str
    person: str
    verification: int
    kind: str
    days: int

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"person:{self.person}",)
