"""Doors for helpers: certificates, the paper, contesting, and first visits of others."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.certification import actions, pages, queries
from kundenkreis.certification.forms import ContestForm, VerdictForm
from kundenkreis.checks.queries import proofs
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.helpers.doors import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

HERE = "/helper/certificates/"
VISITS = "/helper/supervision/"


@role("helper")
@require_safe
def certificates(request: Request) -> HttpResponse:
    """Where I stand in each service, and what was checked about me."""
    helper, person = me(request)
    rows = queries.paths_of(helper)
    on = {row.package_id for row in rows if row.state not in ("refused", "ended")}
    values = {
        "paths": [pages.mine(row) for row in rows],
        "proofs": proofs(helper, at=request.at),
        "others": [row for row in queries.offered() if row.pk not in on],
        "to_see": len(queries.visits_to_see(person)),
    }
    return ui.render(request, "certification/certificates.html", values)


@role("helper")
@require_safe
def certificate(request: Request, pk: UUID) -> HttpResponse:
    """The paper, to print."""
    helper, _person = me(request)
    row = queries.own_path(helper, pk)
    if row.state not in ("certified", "trainer"):
        raise NotFound("not_found", "")
    return ui.render(request, "certification/certificate.html", pages.certificate(row))


@role("helper")
@require_POST
def application(request: Request) -> HttpResponse:
    """One more service."""
    helper, person = me(request)
    package = next((p for p in queries.offered() if p.slug == request.POST.get("package")), None)  # fmt: skip
    if package is None:
        raise NotFound("not_found", "")
    actions.apply(helper, package, by=person, at=request.at)
    return see(HERE)


@role("helper")
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """I do not want this service any more."""
    helper, person = me(request)
    actions.leave(queries.own_path(helper, pk), by=person, at=request.at)
    return see(HERE)


@role("helper")
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, pk: int) -> HttpResponse:
    """A decision against me: its reasons, and what I say to it."""
    helper, person = me(request)
    step = queries.decision_for(helper, pk)
    form = ContestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.contest(step, **form.cleaned_data, by=person, at=request.at)
            return see(HERE)
        except Refused as refused:
            form.add_error("text", refused.sentence)
    return ui.render(request, "certification/decision.html", {"step": step, "form": form})


@role("helper")
@require_safe
def supervision(request: Request) -> HttpResponse:
    """First visits of others that I look at."""
    _helper, person = me(request)
    values = {"visits": queries.visits_to_see(person)}
    return ui.render(request, "certification/supervision.html", values)


@role("helper", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: Request, pk: int) -> HttpResponse:
    """One first visit: how it was."""
    assert request.person
    row = queries.visit_for(request.person, pk, at=request.at)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    back = row.certification.path if "manager" in request.roles else VISITS
    if request.method == "POST" and form.is_valid():
        good, words = form.cleaned_data["good"] == "yes", form.cleaned_data["words"]
        try:
            actions.see_visit(row, good=good, words=words, by=request.person, at=request.at)
            return see(back)
        except Refused as refused:
            form.add_error("words" if refused.fields else None, refused.sentence)
    values = {"visit": row, "form": form, "back": back}
    return ui.render(request, "certification/visit.html", values)
