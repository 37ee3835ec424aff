"""Doors for customers: design, keep, submit, rate, begin with another's."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ideas.doors import account, to_sign_in, typed_before
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.models import Role
from kundenkreis.people.request import Request
from kundenkreis.toolkits import actions, fitting, forms, queries
from kundenkreis.toolkits.models import Design, Toolkit
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


def _manager(request: Request) -> bool:
    return Role.Kind.MANAGER in request.roles


@public
@require_safe
def toolkits(request: Request) -> HttpResponse:
    """What can be designed here."""
    rows = queries.toolkits(manager=_manager(request))
    return ui.render(request, "toolkits/toolkits.html", {"rows": rows})


@public
@require_safe
def toolkit(request: Request, slug: str) -> HttpResponse:
    """The form; answers in the address are checked at once, so it works without JavaScript."""
    row = queries.toolkit(slug, manager=_manager(request))
    source = _source(request, row)
    start: dict[str, Any] = dict(request.GET.items())
    if source and not start.keys() - {"from"}:
        start = dict(source.values)
    start |= typed_before(request, row.path)
    form = forms.DesignForm(queries.fields_of(row), initial=start)
    return ui.render(request, "toolkits/toolkit.html", _page(row, form, source))


@public
@require_safe
def fit(request: Request, slug: str) -> HttpResponse:
    """Price and fit of these answers: the part of the page that changes."""
    row = queries.toolkit(slug, manager=_manager(request))
    form = forms.DesignForm(queries.fields_of(row), initial=dict(request.GET.items()))
    return ui.render(request, "toolkits/_fit.html", _page(row, form, None))


def _page(row: Toolkit, form: forms.DesignForm, source: Design | None) -> dict[str, Any]:
    found = queries.fit(row, form.given)
    form.mark()
    return {
        "toolkit": row,
        "form": form,
        "fit": found,
        "asked": form.answered,
        "lines": [(label, row.money(costs)) for label, costs in found.lines],
        "source": source,
    }


def _source(request: Request, row: Toolkit) -> Design | None:
    """The design it begins with, if there is one."""
    raw = request.GET.get("from") or request.POST.get("from") or ""
    try:
        found = queries.design_for(account(request), UUID(raw))
    except (ValueError, NotFound):
        return None
    return found if found.is_shown and found.toolkit_id == row.pk else None


@public
@require_http_methods(["GET", "HEAD", "POST"])
def designs(request: Request, slug: str) -> HttpResponse:
    """What others made; one's own is kept here."""
    row = queries.toolkit(slug, manager=_manager(request))
    if request.method == "POST":
        return _keep(request, row)
    page = Paginator(queries.gallery(row), 20).get_page(request.GET.get("page"))
    return ui.render(request, "toolkits/designs.html", {"toolkit": row, "page": page})


def _keep(request: Request, row: Toolkit) -> HttpResponse:
    person, source = account(request), _source(request, row)
    if person is None:
        return to_sign_in(request, row.path)
    form = forms.DesignForm(queries.fields_of(row), request.POST)
    form.full_clean()
    try:
        title = request.POST.get("title", "")
        made = actions.keep(row, title=title, values=form.given, forked_from=source, by=person, at=request.at)  # fmt: skip
    except Refused as refused:
        show(form, refused)
        return ui.render(request, "toolkits/toolkit.html", _page(row, form, source), status=422)  # fmt: skip
    return see(made.path)


@signed_in
@require_safe
def my_designs(request: Request) -> HttpResponse:
    """One's own, submitted or not."""
    rows = queries.designs_of(me(request))
    return ui.render(request, "toolkits/my_designs.html", {"rows": rows})


def _design(request: Request, pk: UUID) -> Design:
    moderator = Role.Kind.MODERATOR in request.roles
    return queries.design_for(account(request), pk, moderator=moderator)


@public
@require_safe
def design(request: Request, pk: UUID) -> HttpResponse:
    """One design with its credit and its stars."""
    row, reader = _design(request, pk), account(request)
    return ui.render(request, "toolkits/design.html", _shown(request, row, forms.StarsForm()) | {"reader": reader})  # fmt: skip


def _shown(request: Request, row: Design, form: forms.StarsForm) -> dict[str, Any]:
    reader = account(request)
    mean, many = queries.stars_of(row)
    return {
        "design": row,
        "form": form,
        "lines": fitting.shown(queries.fields_of(row.toolkit), row.values),
        "money": row.toolkit.money(row.price),
        "mean": mean,
        "many": many,
        "own": reader is not None and row.author_id == reader.pk,
        "forks": row.forks.all().shown().count(),
    }


@signed_in
@require_POST
def submission(request: Request, pk: UUID) -> HttpResponse:
    """Everyone sees it from now on."""
    row = _design(request, pk)
    try:
        return see(actions.submit(row, by=me(request), at=request.at).path)
    except Refused as refused:
        values = _shown(request, row, forms.StarsForm()) | {"refused": refused}
        return ui.render(request, "toolkits/design.html", values, status=refused.status)


@signed_in
@require_POST
def ratings(request: Request, pk: UUID) -> HttpResponse:
    """Stars."""
    row, form = _design(request, pk), forms.StarsForm(request.POST)
    if form.is_valid():
        actions.rate(row, stars=form.cleaned_data["stars"], by=me(request), at=request.at)
        return see(row.path)
    return ui.render(request, "toolkits/design.html", _shown(request, row, form), status=422)  # fmt: skip


@signed_in
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """Take one's own back."""
    actions.withdraw(_design(request, pk), by=me(request), at=request.at)
    return see("/designs/")
