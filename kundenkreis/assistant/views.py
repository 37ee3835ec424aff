"""Doors to the assistant: ask, and go on to a person."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.assistant import actions
from kundenkreis.assistant.forms import QuestionForm
from kundenkreis.cases import actions as cases
from kundenkreis.cases import queries as case_queries
from kundenkreis.cases.doors import remember_key
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import TooMany
from kundenkreis.people import actions as people
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show

# Who may be asked next, as the page offers them; empty: all of them, on the case's page.
STAGES = ("", "community", "experts", "desk")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def assistant(request: Request) -> HttpResponse:
    """The question, and below it the answer. A question never stands in an address."""
    form = QuestionForm(request.POST or None)
    reply = None
    if request.method == "POST" and form.is_valid():
        question, language = form.cleaned_data["question"], (request.LANGUAGE_CODE or "de")[:2]  # fmt: skip
        try:
            reply = actions.ask(question, language=language, by=request.person, at=request.at)  # fmt: skip
        except TooMany as refused:
            show(form, refused)
    values = {"form": form, "reply": reply}
    status = 429 if form.errors and form.is_bound and form.cleaned_data else 200
    return ui.render(request, "assistant/assistant.html", values, status=status)


@public
@require_POST
def handed_over(request: Request) -> HttpResponse:
    """A person goes on; the question is carried over."""
    customer = request.person or people.welcome_guest(
        language=request.LANGUAGE_CODE or "de", by=None, at=request.at
    )
    case = actions.hand_over(
        question=request.POST.get("question", ""), shown=request.POST.getlist("shown"),
        customer=customer, by=customer, at=request.at,
    )  # fmt: skip
    response = see(_way_on(request, case))
    if customer.is_guest:
        remember_key(request, response, cases.make_key(case, by=customer, at=request.at))
    return response


def _way_on(request: Request, case: Case) -> str:
    """Where the chosen stage begins, if it is offered; else the page of the case."""
    wanted = request.POST.get("stage", "")
    if wanted in STAGES[1:]:
        for offer in case_queries.proposals(case, at=request.at):
            if offer.stage == wanted and offer.href:
                return offer.href
    return case.path
