"""Doors: the brand's books, messages of payment services, the page of the test payment service."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core import scope
from kundenkreis.core.problem import problem
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.ledger import actions, forms, pages, queries
from kundenkreis.ledger.providers.test_page import service
from kundenkreis.ledger.socket import PROVIDERS, ProviderDown
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, role, signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


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


@public
@csrf_exempt
@require_POST
def provider_message(request: Request, provider: str) -> HttpResponse:
    """What a payment service tells us: signed, heard once, and only a reason to look."""
    try:
        if provider not in PROVIDERS:
            raise NotFound("not_found", "")
        hint = PROVIDERS[provider].listen(request.body, request.headers, at=request.at)
        if hint.ref:
            with scope.inside(queries.brand_of_charge(provider, hint.ref)):
                actions.hear(provider, hint, by=None, at=request.at)
    except Refused as refused:
        return problem(refused)
    return HttpResponse(status=204)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stripe_account(request: Request) -> HttpResponse:
    """A helper's account at Stripe: whether it is ready; sent: the way to Stripe's page, by a link.

    Browsers follow no form to another site (our `form-action`), and Stripe's address is good for minutes.
    """
    return account_at_stripe(request, me(request), came_from="/my-payouts/")


def account_at_stripe(request: Request, person: Person, *, came_from: str) -> HttpResponse:
    """The page of a person's account there, for who speaks for her: herself, or a firm's dispatcher."""
    account, refused, address, by = None, None, "", me(request)
    try:
        if request.method == "POST":
            back = request.build_absolute_uri(request.path)
            country = request.brand.country
            address = actions.connect(person, country=country, back=back, by=by, at=request.at)  # fmt: skip
        account = actions.check_connection(person, by=by, at=request.at)
    except ProviderDown as down:
        refused = down
    values = {"account": account, "refused": refused, "address": address, "came_from": came_from}  # fmt: skip
    return ui.render(request, "ledger/stripe_account.html", values)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def test_payment(request: Request, ref: str) -> HttpResponse:
    """The test payment service's page. It stands for a foreign site: no session, no person counts."""
    page = service.checkout(ref)
    form = forms.TestPaymentForm(request.POST or None, initial={"choice": "paid"})
    if request.method == "POST" and form.is_valid():
        try:
            service.press(page, form.cleaned_data["choice"], at=request.at)
            return see(page.back)
        except Refused as refused:
            form.add_error("choice", refused.sentence)
    values = {"page": page, "form": form, "over": page.choice or request.at >= page.until}
    return ui.render(request, "ledger/test_payment.html", values)
