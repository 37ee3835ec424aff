"""Doors to payouts: the staff's batches, and everyone's own account and payouts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.payouts import actions, forms, pages, pain, queries
from kundenkreis.people.doors import role, signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


def _see(path: str) -> HttpResponse:
    return see(path)


def _me(request: Request) -> Person:
    assert request.person is not None, "the door lets only people in"
    return request.person


@role("manager", "agent")
@require_safe
def payouts(request: Request) -> HttpResponse:
    """What is due to whom, and the batches made of it."""
    return _overview(request)


def _overview(request: Request, refused: Refused | None = None) -> HttpResponse:
    values = {**pages.overview(at=request.at), "refused": refused}
    return ui.render(request, "payouts/payouts.html", values)


@role("manager", "agent")
@require_POST
def batches(request: Request) -> HttpResponse:
    """Put together what is due."""
    try:
        batch = actions.make_batch(by=_me(request), at=request.at)
    except Refused as refused:
        return _overview(request, refused)
    return _see(batch.path)


@role("manager", "agent")
@require_safe
def batch(request: Request, pk: UUID) -> HttpResponse:
    """One batch with its payouts."""
    return _batch(request, pk)


def _batch(request: Request, pk: UUID, refused: Refused | None = None) -> HttpResponse:
    values = {**pages.batch_page(queries.batch(pk), _me(request)), "refused": refused}
    return ui.render(request, "payouts/batch.html", values)


BATCH_STEPS: dict[str, Callable[..., Any]] = {
    "release": actions.release,
    "withdrawal": actions.withdraw,
}


@role("manager", "agent")
@require_POST
def batch_step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """Released by a second person, or withdrawn."""
    row = queries.batch(pk)
    try:
        BATCH_STEPS[noun](row, by=_me(request), at=request.at)
    except Refused as refused:
        return _batch(request, pk, refused)
    return _see(row.path)


@role("manager", "agent")
@require_safe
def transfer_file(request: Request, pk: UUID) -> HttpResponse:
    """The payment file for the bank; exists once the batch is released."""
    row = queries.batch_for_file(pk)
    content = pain.file(
        row,
        queries.payouts_for_file(row),
        queries.rules(),
        at=row.released_at or request.at,
    )
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pain001-{row.reference}.xml"'
    return response


@role("manager", "agent")
@require_POST
def payout_step(request: Request, pk: UUID, noun: str) -> HttpResponse:
    """The money arrived, or came back."""
    row = queries.payout(pk)
    form = forms.ReturnForm(request.POST)
    form.is_valid()
    try:
        if noun == "confirmation":
            actions.confirm(row, by=_me(request), at=request.at)
        else:
            reason = form.cleaned_data.get("reason", "")
            actions.take_back(row, reason=reason, by=_me(request), at=request.at)
    except Refused as refused:
        return _batch(request, row.batch_id, refused)
    return _see(row.batch.path)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Where my money goes."""
    form = forms.AccountForm(request.POST or None, initial={"holder": _me(request).name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_account(
                _me(request), **form.cleaned_data, by=_me(request), at=request.at
            )
            return _see("/payout-account/")
        except Refused as refused:
            for name, sentence in (refused.fields or {"iban": refused.sentence}).items():
                form.add_error(name, sentence)
    values = {**pages.mine(_me(request), at=request.at), "form": form}
    return ui.render(request, "payouts/account.html", values)


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    """What was paid out to me."""
    values = pages.mine(_me(request), at=request.at)
    return ui.render(request, "payouts/mine.html", values)
