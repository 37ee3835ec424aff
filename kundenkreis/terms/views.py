"""Doors of managers: one noun a page, one form."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.terms import forms, pages
from kundenkreis.terms.pages import NOUNS, Noun
from kundenkreis.ui.going import see


@role("manager")
@require_safe
def terms(request: Request) -> HttpResponse:
    """All nouns."""
    return ui.render(request, "terms/terms.html", {"nouns": NOUNS})


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def noun(request: Request, name: str) -> HttpResponse:
    """One noun: its form, or the list of its entries."""
    found = _noun(name)
    if found.items:
        values = {"noun": found, "name": name, "items": found.items()}
        return ui.render(request, "terms/items.html", values)
    form = forms.CancellingForm(request.brand, request.POST or None) if name == "cancelling" else found.form.of(found.row and found.row(), request.POST or None)  # fmt: skip
    return _page(request, name, found, form)


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, name: str, slug: str) -> HttpResponse:
    """One entry of a list; `new`: another one."""
    found = _noun(name)
    row = found.items and found.items().filter(slug=slug).first()
    if not found.items or not (row or slug == "new"):
        raise NotFound("not_found", "")
    form = found.form.of(row, request.POST or None)
    return _page(request, name, found, form, slug=row.slug if row else "", row=row)


def _noun(name: str) -> Noun:
    if name not in NOUNS:
        raise NotFound("not_found", "")
    return NOUNS[name]


def _page(
    request: Request, name: str, found: Noun, form: forms.TermsForm, **about: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            which = [about["slug"]] if about else []
            found.action(*which, **form.values, by=me(request), at=request.at)
            return see(f"/terms/{name}/")
        except Refused as refused:
            for field, sentence in (refused.fields or {"reason": refused.sentence}).items():
                form.add_error(field if field in form.fields else "reason", sentence)
    values = {"noun": found, "name": name, "form": form, "changes": pages.changes(name, about.get("slug", "")), **about}  # fmt: skip
    return ui.render(request, "terms/noun.html", values, status=422 if form.errors else 200)
