"""Doors to documents: for helpers who hand them in, and for managers who look at them."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.checks import actions, queries
from kundenkreis.checks.forms import ConfirmationForm, DocumentForm, RefusalForm
from kundenkreis.checks.models import CheckDocument
from kundenkreis.core import documents
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers.doors import me
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

QUEUE = "/checks/"
MINE = "/helper/documents/"
checker = role("manager")


def _see(path: str) -> HttpResponse:
    return see(path)


@role("helper")
@require_safe
def proofs(request: Request) -> HttpResponse:
    """What was checked about me, until when, and what is still missing."""
    helper, _person = me(request)
    values = {"proofs": queries.proofs(helper, at=request.at)}
    return ui.render(request, "checks/proofs.html", values)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def handing_in(request: Request, kind: str) -> HttpResponse:
    """One document for one kind of check."""
    helper, person = me(request)
    if kind not in queries.KINDS:
        raise NotFound("not_found", "")
    sent = request.method == "POST"
    form = DocumentForm(request.POST, request.FILES) if sent else DocumentForm()
    if sent and form.is_valid():
        try:
            actions.hand_in(helper, kind, form.content, by=person, at=request.at)
            return _see(MINE)
        except Refused as refused:
            form.add_error("document", refused.sentence)
    proof = next(row for row in queries.proofs(helper, at=request.at) if row.kind == kind)
    values = {"form": form, "proof": proof, "question": queries.questions()[kind]}
    return ui.render(request, "checks/handing_in.html", values)


@role("helper")
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """The document is taken back before anybody decided."""
    helper, person = me(request)
    actions.take_back(queries.own_document(helper, pk), by=person, at=request.at)
    return _see(MINE)


@checker
@require_safe
def waiting(request: Request) -> HttpResponse:
    """What waits for somebody to look at it; not my own and not my family's."""
    return ui.render(
        request, "checks/waiting.html", {"documents": queries.waiting(_checker(request))}
    )


@checker
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """One document, with the two things one can say about it."""
    return _document(request, queries.document_for(_checker(request), pk))


def _document(
    request: Request,
    row: CheckDocument,
    *,
    confirmation: ConfirmationForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    values = {
        "document": row,
        "confirmation": confirmation or ConfirmationForm(asks_age=row.kind == "identity"),
        "refusal": refusal or RefusalForm(),
        "form": confirmation or refusal,
        "proof": next(p for p in queries.proofs(row.helper, at=request.at) if p.kind == row.kind),
    }  # fmt: skip
    return ui.render(request, "checks/document.html", values)


@checker
@require_safe
def paper(request: Request, pk: UUID) -> HttpResponse:
    """The document itself, as a download for who decides about it."""
    person = _checker(request)
    row = queries.document_for(person, pk)
    found = actions.look(row, by=person, at=request.at)
    name = f"{row.kind}-{row.helper.person.shown_name}".encode("ascii", "ignore").decode()
    return HttpResponse(
        found.content, content_type=found.media_type, headers=documents.headers(found, name)
    )


@checker
@require_POST
def confirmation(request: Request, pk: UUID) -> HttpResponse:
    """It proves what it should, until a day."""
    person = _checker(request)
    row = queries.document_for(person, pk)
    form = ConfirmationForm(request.POST, asks_age=row.kind == "identity")
    if not form.is_valid():
        return _document(request, row, confirmation=form)
    until, of_age = form.end(request.brand.zone, at=request.at), form.cleaned_data.get("of_age", False)  # fmt: skip
    try:
        actions.confirm(row, since=request.at, until=until, of_age=of_age, by=person, at=request.at)  # fmt: skip
    except Refused as refused:
        form.add_error("of_age" if refused.reason == "of_age" else None, refused.sentence)
        return _document(request, row, confirmation=form)
    return _see(QUEUE)


@checker
@require_POST
def refusal(request: Request, pk: UUID) -> HttpResponse:
    """It does not, and why."""
    person = _checker(request)
    row = queries.document_for(person, pk)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _document(request, row, refusal=form)
    actions.decline(row, reason=form.cleaned_data["reason"], by=person, at=request.at)
    return _see(QUEUE)


def _checker(request: Request) -> Person:
    assert request.person is not None  # the door has let in a role
    return request.person
