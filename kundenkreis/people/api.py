"""API: signing in, who I am, my data."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.people import actions, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

router = Router(tags=["people"])


class CodeAsked(Schema):
    """Where to send the code."""

    email: str


class CodeTyped(Schema):
    """The address and the five digits of the mail."""

    email: str
    code: str


class PersonOut(Schema):
    """A person as she sees herself."""

    id: UUID
    name: str
    email: str | None
    language: str
    roles: list[str]


class SessionOut(Schema):
    """A bearer token, told once, and whose it is."""

    token: str
    person: PersonOut


def told(request: Request, person: Person) -> PersonOut:
    """The person with her roles at this brand."""
    roles = sorted(queries.roles_of(person, at=request.at))
    return PersonOut(
        id=person.pk,
        name=person.name,
        email=person.email,
        language=person.language,
        roles=roles,
    )


@router.post(
    "sign-in-codes", response={202: None}, summary="Ask for a sign-in code by e-mail"
)
def ask_for_code(request: Request, body: CodeAsked) -> Status[None]:
    """Always the same answer, whether or not the address has an account."""
    actions.ask_for_code(
        email=body.email, language=request.LANGUAGE_CODE or "de", by=None, at=request.at
    )
    return Status(202, None)


@router.post("sessions", response={201: SessionOut}, summary="Sign in with the code")
def sign_in(request: Request, body: CodeTyped) -> Status[SessionOut]:
    """A token for 90 days."""
    person, _row = actions.sign_in_with_code(
        email=body.email, code=body.code, by=None, at=request.at
    )
    token = actions.issue_token(person, by=person, at=request.at)
    return Status(201, SessionOut(token=token, person=told(request, person)))


@router.delete("sessions/current", response={204: None}, summary="Sign out")
def sign_out(request: Request) -> Status[None]:
    """The token opens nothing any more."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    actions.revoke_token(token, by=me(request), at=request.at)
    return Status(204, None)


@router.get("me", response=PersonOut, summary="Who I am")
def who_am_i(request: Request) -> PersonOut:
    """My profile with the roles I hold at this brand."""
    return told(request, me(request))


@router.get("me/export", response=dict[str, Any], summary="Everything stored about me")
def export(request: Request) -> dict[str, Any]:
    """As JSON, room by room (GDPR 20)."""
    person = me(request)
    return actions.export(person, by=person, at=request.at)


@router.delete("me", response={204: None}, summary="Have me forgotten")
def erase(request: Request) -> Status[None]:
    """Everything that no law keeps is erased; cannot be undone."""
    person = me(request)
    actions.erase(person, by=person, at=request.at)
    return Status(204, None)
