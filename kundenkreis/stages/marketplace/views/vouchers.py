"""The door where a customer types the code of her voucher."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.people.doors import case_key
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.forms_vouchers import CodeForm
from kundenkreis.stages.marketplace.models import Request as Wish
from kundenkreis.stages.marketplace.views.order import wished
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
@wished("package", "point", "when")
def voucher(request: Request, case: Case, wish: Wish, person: Person) -> HttpResponse:
    """Her code, or none any more; a code that cannot be used stays where it was typed."""
    form = CodeForm(request.POST or None)
    without = bool(request.POST.get("without"))
    if request.method == "POST" and (without or form.is_valid()):
        code = "" if without else form.cleaned_data["voucher"]
        try:
            actions.use_voucher(wish, code=code, by=person, at=request.at)
            return see(f"{case.path}visit/check/")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "marketplace/voucher.html", {"case": case, "wish": wish, "form": form})  # fmt: skip
