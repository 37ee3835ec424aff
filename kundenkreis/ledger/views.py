"""Doors: the brand's books."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.ledger import pages
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request


@role("manager")
@require_safe
def ledger(request: Request) -> HttpResponse:
    """All accounts and movements of the brand."""
    values = {
        "totals": pages.totals(),
        "page": pages.movements(request.GET.get("page")),
        "accounts": pages.account_names(),
        "kinds": pages.journal_names(),
    }
    return ui.render(request, "ledger/ledger.html", values)
