"""Doors for managers: the toolkit, its fields, its rules."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.terms.forms import TermsForm
from kundenkreis.terms.pages import changes
from kundenkreis.toolkits import actions, forms, queries
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

manager = role("manager")
asked = require_http_methods(["GET", "HEAD", "POST"])


@manager
@asked
def new(request: Request) -> HttpResponse:
    """Another toolkit."""
    form = forms.ToolkitForm.of(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.set_toolkit("", **form.values, by=me(request), at=request.at)
            return see(f"{row.path}setup/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, form, {"back": "/toolkits/", "title": None})


@manager
@require_safe
def setup(request: Request, slug: str) -> HttpResponse:
    """All of it: fields, rules, last changes."""
    row = queries.toolkit(slug, manager=True)
    values = {
        "toolkit": row,
        "fields": queries.fields_of(row),
        "rules": queries.rules_of(row),
        "changes": changes(actions.NOUN, slug),
    }
    return ui.render(request, "toolkits/setup.html", values)


@manager
@asked
def terms(request: Request, slug: str) -> HttpResponse:
    """Title, price, offered or not."""
    row = queries.toolkit(slug, manager=True)
    form = forms.ToolkitForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_toolkit(slug, **form.values, by=me(request), at=request.at)
            return see(f"{row.path}setup/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, form, {"toolkit": row, "back": f"{row.path}setup/", "title": row.title})  # fmt: skip


@manager
@asked
def field(request: Request, slug: str, name: str = "") -> HttpResponse:
    """One field; without a name another one."""
    row = queries.toolkit(slug, manager=True)
    known = row.fields.filter(slug=name).first()
    if name and not known:
        raise NotFound("not_found", "")
    form = forms.FieldForm.of(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_field(row, name, **form.values, by=me(request), at=request.at)
            return see(f"{row.path}setup/")
        except Refused as refused:
            show(form, refused)
    values = {"toolkit": row, "back": f"{row.path}setup/", "title": known.label if known else None, "field": known}  # fmt: skip
    return _asked(request, form, values)


@manager
@asked
def rule(request: Request, slug: str) -> HttpResponse:
    """Another rule between two fields."""
    row = queries.toolkit(slug, manager=True)
    form = forms.RuleForm(queries.fields_of(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rule(row, **form.values, by=me(request), at=request.at)
            return see(f"{row.path}setup/")
        except Refused as refused:
            show(form, refused)
    return _asked(request, form, {"toolkit": row, "back": f"{row.path}setup/", "title": None, "is_rule": True})  # fmt: skip


@manager
@require_POST
def rule_removal(request: Request, slug: str, pk: int) -> HttpResponse:
    """One rule less."""
    row, reason = queries.toolkit(slug, manager=True), request.POST.get("reason", "")
    actions.remove_rule(row, pk, reason=reason, by=me(request), at=request.at)
    return see(f"{row.path}setup/")


@manager
@require_POST
def field_removal(request: Request, slug: str, name: str) -> HttpResponse:
    """One field less."""
    row, reason = queries.toolkit(slug, manager=True), request.POST.get("reason", "")
    actions.remove_field(row, name, reason=reason, by=me(request), at=request.at)
    return see(f"{row.path}setup/")


def _asked(request: Request, form: TermsForm, values: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return ui.render(request, "toolkits/set.html", {"form": form, **values}, status=status)
