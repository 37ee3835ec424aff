"""Doors for managers: faults, keys, who may frame the help screen."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.devices import actions, queries
from kundenkreis.devices.forms import KeysForm, ScreenForm
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see

FORM = require_http_methods(["GET", "HEAD", "POST"])


@role("manager")
@require_safe
def devices(request: Request) -> HttpResponse:
    """What devices reported in the last 90 days, and the keys."""
    since = request.at - timedelta(days=90)
    values = {"faults": queries.faults(since=since), "batches": queries.batches()}
    return ui.render(request, "devices/devices.html", values)


@role("manager")
@FORM
def new(request: Request) -> HttpResponse:
    """Make keys."""
    form = KeysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert request.person
        try:
            made = actions.make(**form.cleaned_data, by=request.person, at=request.at)
            return see(made.path)
        except Refused as refused:
            for field, sentence in refused.fields.items():
                form.add_error(field if field in form.fields else None, sentence)
    return ui.render(request, "devices/new.html", {"form": form})


@role("manager")
@require_safe
def batch(request: Request, pk: UUID) -> HttpResponse:
    """One batch: fetched or not, which devices were seen."""
    row = queries.batch(pk)
    shown = row.devices.order_by("revoked_at", "-last_seen_at", "number")[:100]
    return ui.render(request, "devices/batch.html", {"batch": row, "devices": shown})


@role("manager")
@require_POST
def secrets(request: Request, pk: UUID) -> HttpResponse:
    """The keys as a table: once."""
    assert request.person
    rows = actions.fetch(queries.batch(pk), by=request.person, at=request.at)
    out = StringIO()
    table = csv.writer(out)
    table.writerow(["number", "device", "secret", "product"])
    table.writerows([row.number, row.pk, secret, row.product] for row, secret in rows)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = "attachment; filename=device-keys.csv"
    answer["Cache-Control"] = "no-store"
    return answer


@role("manager")
@require_POST
def revocation(request: Request, pk: UUID) -> HttpResponse:
    """No device of the batch counts any more."""
    assert request.person
    row = queries.batch(pk)
    actions.revoke_all(row, by=request.person, at=request.at)
    return see(row.path)


@role("manager")
@require_POST
def device_revocation(request: Request, pk: UUID) -> HttpResponse:
    """This device counts no longer."""
    assert request.person
    row = queries.device(pk)
    actions.revoke(row, by=request.person, at=request.at)
    return see(row.batch.path)


@role("manager")
@FORM
def screen(request: Request) -> HttpResponse:
    """Who may frame the help screen, and how it looks."""
    form = ScreenForm(request.POST or None, initial={"ancestors": "\n".join(queries.ancestors())})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        assert request.person
        try:
            wanted = form.cleaned_data["ancestors"].split()
            actions.set_screen(ancestors=wanted, by=request.person, at=request.at)
            return see("/devices/")
        except Refused as refused:
            form.add_error("ancestors", refused.sentence)
    return ui.render(request, "devices/screen_rules.html", {"form": form})
