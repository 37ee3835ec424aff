"""The managers' doors to thanking."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.thanks import actions, queries
from kundenkreis.thanks.forms import TextForm, ThanksForm
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request: Request) -> HttpResponse:
    """Whom to thank and why; words of the team; who was thanked."""
    form = TextForm(request.POST or None)
    field = form.fields["language"]
    field.choices = field.widget.choices = [  # type: ignore[attr-defined]
        (code, name) for code, name in settings.LANGUAGES if code in request.brand.languages
    ]
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(**form.cleaned_data, by=me(request), at=request.at)
            return see(request.path)
        except Refused as refused:
            show(form, refused)
    values = {
        "form": form, "thankable": queries.thankable(at=request.at), "texts": queries.texts(),
        "latest": queries.latest(),
    }  # fmt: skip
    return ui.render(request, "thanks/thanks.html", values)


@role("manager")
@require_POST
def withdrawal(request: Request, pk: int) -> HttpResponse:
    """Words that are used no more."""
    actions.take_back(queries.text_of(pk), by=me(request), at=request.at)
    return see("/thanks/")


@role("manager")
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, pk: UUID) -> HttpResponse:
    """A personal thank-you to one member."""
    found = queries.thankable_one(pk, at=request.at)
    form = ThanksForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.thank(found.person, **form.cleaned_data, by=me(request), at=request.at)
            return see("/thanks/")
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "thanks/member.html", {"found": found, "form": form})
