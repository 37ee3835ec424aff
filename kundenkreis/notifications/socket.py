"""The Transport socket: mail, SMS and push; a letter would be a sibling in identical clothes.

A new one is a folder under `transports/`, one line in wiring, and must pass
`tests/sockets/test_transports.py`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person


class Undeliverable(Exception):
    """This message can never arrive there; trying again is of no use.

    Says why in words without personal data.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Ready sentences in the reader's language, for one address, under one brand's name."""

    # The key against duplicates: a second delivery of the same id is shown once.
    id: str
    brand: Brand
    to: str
    language: str
    subject: str
    body: str
    # The same in one breath, for SMS and push; empty: the subject says it.
    short: str = ""
    # Label of the one thing to do, and its full address.
    action: str
    url: str
    # Shown large between the first sentence and the rest, such as a sign-in code.
    highlight: str = ""
    # A JPEG of who it is about, of our own making; empty: none. Only mail carries it.
    picture: bytes = b""
    # Where an answer to this mail goes, if not to the brand's desk.
    reply_to: str = ""
    # Worth nothing an hour later.
    urgent: bool = False
    at: datetime

    @property
    def in_short(self) -> str:
        """What it says in one breath, with what is to be shown large."""
        return " ".join(
            part for part in (self.highlight, self.short or self.subject) if part
        )


class Transport(ABC):
    """One way out. `name` is stored with each delivery and never changes."""

    name: ClassVar[str]
    # Rings in a pocket: waits for the morning, and is counted against floods.
    rings: ClassVar[bool] = False
    # Every letter costs: addresses are given in short.
    terse: ClassVar[bool] = False

    @abstractmethod
    def address_of(self, person: Person) -> str:
        """Where this transport reaches the person; empty when it cannot."""

    @abstractmethod
    def deliver(self, message: Message) -> None:
        """Hand the message over, within 15 seconds. Safe to repeat.

        :raises Undeliverable: it will never arrive. Any other exception means: try again later.
        """

    def can_reach(self, person: Person) -> bool:
        """Whether a message would have somewhere to go."""
        return bool(self.address_of(person))
