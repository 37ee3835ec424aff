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
