"""What this room announces."""

from dataclasses import dataclass

from kundenkreis.core.events import Event, event


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInAsked(Event):
    """Someone asked for a code. Tells the mail; says nothing of whether there is an account."""

    name = "sign_in_asked"
    code: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(Event):
    """A first sign-in made an account."""

    name = "person_joined"
    person: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Event):
    """A person may do more here than before."""

    name = "role_granted"
    person: str
    kind: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """A person asked to be forgotten, and was."""

    name = "person_erased"
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustEvent(Event):
    """Something about a trusted person."""

    trust: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPersonInvited(TrustEvent):
    """A customer asks somebody to act for her."""

    name = "trusted_person_invited"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPersonAgreed(TrustEvent):
    """The customer said yes to what an agent had written down."""

    name = "trusted_person_agreed"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPersonAnswered(TrustEvent):
    """Who was asked said yes."""

    name = "trusted_person_answered"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedPersonEnded(TrustEvent):
    """Nobody acts for the customer by this any more."""

    name = "trusted_person_ended"
