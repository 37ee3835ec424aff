"""API: documents of helpers, and what a checker says about them."""

from datetime import datetime
from uuid import UUID

from ninja import Router, Schema, Status

from kundenkreis.checks import actions, queries
from kundenkreis.checks.models import CheckDocument
from kundenkreis.core.documents import MOST_BYTES
from kundenkreis.core.refusal import Invalid
from kundenkreis.helpers.queries import helper_of
from kundenkreis.people.api_tools import me_as
from kundenkreis.people.request import Request

router = Router(tags=["checks"])


class DocumentOut(Schema):
    """A document; `answer` is empty while it waits. The paper itself is only in the pages."""

    id: UUID
    helper: UUID
    kind: str
    handed_in_at: datetime
    answer: str
    decided_at: datetime | None
    reason: str


class Documents(Schema):
    """Documents, first come first."""

    items: list[DocumentOut]


class ProofOut(Schema):
    """One kind of check: whether it holds, until when, and whether a document waits."""

    kind: str
    valid: bool
    until: datetime | None
    waiting: bool


class Proofs(Schema):
    """All kinds."""

    items: list[ProofOut]


class ConfirmationIn(Schema):
    """From when to when it holds. `of_age`: the identity document says 18 or older."""

    since: datetime | None = None
    until: datetime
    of_age: bool = False


class ReasonIn(Schema):
    """Why not, as the helper reads it."""

    reason: str


def _out(row: CheckDocument) -> DocumentOut:
    return DocumentOut(
        id=row.pk, helper=row.helper_id, kind=row.kind, handed_in_at=row.handed_in_at,
        answer=row.answer, decided_at=row.decided_at, reason=row.reason,
    )  # fmt: skip


@router.get("helpers/me/documents", response=Proofs, summary="What was checked about me")
def proofs(request: Request) -> Proofs:
    """For helpers: every kind of check with its end, and whether a document waits."""
    helper = helper_of(me_as(request, "helper"))
    rows = queries.proofs(helper, at=request.at)
    return Proofs(
        items=[
            ProofOut(kind=p.kind, valid=p.verification is not None, until=p.until, waiting=p.waits)
            for p in rows
        ]
    )  # fmt: skip


@router.post(
    "helpers/me/documents/{kind}", response={201: DocumentOut}, summary="Hand in a document"
)
def hand_in(request: Request, kind: str) -> Status[DocumentOut]:
    """The body is the photo (JPEG, PNG, WebP) or the PDF itself, at most 10 megabytes."""
    person = me_as(request, "helper")
    data = request.read(MOST_BYTES + 1)
    made = actions.hand_in(helper_of(person), kind, data, by=person, at=request.at)
    return Status(201, _out(made))


@router.delete(
    "helper-documents/{uuid:pk}", response={204: None}, summary="Take a document back"
)
def take_back(request: Request, pk: UUID) -> Status[None]:
    """While nobody has decided about it; nothing of it stays."""
    person = me_as(request, "helper")
    found = queries.own_document(helper_of(person), pk)
    actions.take_back(found, by=person, at=request.at)
    return Status(204, None)


@router.get("checks", response=Documents, summary="Documents that wait")
def checks(request: Request) -> Documents:
    """For managers; one's own and one's family's are left out."""
    rows = queries.waiting(me_as(request, "manager"))
    return Documents(items=[_out(row) for row in rows])


@router.post(
    "checks/{uuid:pk}/confirmation", response=DocumentOut, summary="Confirm a document"
)
def confirmation(request: Request, pk: UUID, body: ConfirmationIn) -> DocumentOut:
    """It proves what it should, from when to when; the check is recorded with your name."""
    person = me_as(request, "manager")
    row = queries.document_for(person, pk)
    since, until = body.since or request.at, body.until
    if since.tzinfo is None or until.tzinfo is None:
        raise Invalid("no_time_zone", "Times need their offset, such as +01:00.")
    actions.confirm(row, since=since, until=until, of_age=body.of_age, by=person, at=request.at)  # fmt: skip
    return _out(queries.document_for(person, pk))


@router.post("checks/{uuid:pk}/refusal", response=DocumentOut, summary="Decline a document")
def refusal(request: Request, pk: UUID, body: ReasonIn) -> DocumentOut:
    """It does not prove what it should; the helper reads the reason."""
    person = me_as(request, "manager")
    row = queries.document_for(person, pk)
    return _out(actions.decline(row, reason=body.reason, by=person, at=request.at))
