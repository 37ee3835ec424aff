"""Doors to the desk: inbox, one case, calls, and the public wish for a call-back."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases import actions as cases
from kundenkreis.cases.doors import case_at_door, remember_key
from kundenkreis.cases.models import Case
from kundenkreis.cases.pages import block, show
from kundenkreis.cases.queries import case_for
from kundenkreis.core.refusal import Refused
from kundenkreis.people import actions as people
from kundenkreis.people.doors import case_key, public, role
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.desk import actions, pages, queries
from kundenkreis.stages.desk.forms import CallbackForm, CallForm, ReplyForm
from kundenkreis.ui.going import see

team = role("agent", "moderator", "manager")


def _me(request: Request) -> Person:
    assert request.person is not None  # the door has let in a role
    return request.person


def _case(request: Request, pk: UUID) -> Case:
    return case_for(_me(request), pk, at=request.at)


def _path(case: Case) -> str:
    return f"/desk/cases/{case.pk}/"


@team
@require_safe
def inbox(request: Request) -> HttpResponse:
    """Open cases, longest waiting first."""
    values = pages.inbox(request, _me(request))
    return ui.render(request, "desk/inbox.html", values, block=block(request))


@team
@require_safe
def case(request: Request, pk: UUID) -> HttpResponse:
    """One case with everything an agent may do for its customer."""
    values = pages.desk_case(_case(request, pk), _me(request), request)
    return ui.render(request, "desk/case.html", values, block=block(request))


@team
@require_POST
def assignment(request: Request, pk: UUID) -> HttpResponse:
    """I work on this case."""
    found = _case(request, pk)
    actions.take(found, by=_me(request), at=request.at)
    return see(_path(found))


@team
@require_POST
def release(request: Request, pk: UUID) -> HttpResponse:
    """I no longer work on it."""
    actions.release(_case(request, pk), by=_me(request), at=request.at)
    return see("/desk/")


@team
@require_POST
def messages(request: Request, pk: UUID) -> HttpResponse:
    """Answer the customer, or note something for the team."""
    found = _case(request, pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.reply(found, **form.cleaned_data, by=_me(request), at=request.at)
            return see(f"{_path(found)}#messages")
        except Refused as refused:
            show(form, refused)
    values = pages.desk_case(found, _me(request), request) | {"form": form}
    return ui.render(request, "desk/case.html", values)


@team
@require_POST
def writing(request: Request, pk: UUID) -> HttpResponse:
    """I am typing. Sent by the page itself now and then."""
    actions.write_on(_case(request, pk), by=_me(request), at=request.at)
    return HttpResponse(status=204)


@team
@require_POST
def solution(request: Request, pk: UUID) -> HttpResponse:
    """Solved, on the customer's word."""
    found = _case(request, pk)
    attempt = found.attempts.filter(stage="desk", state="open").first()
    cases.solve(found, attempt=attempt, by=_me(request), at=request.at)
    return see(_path(found))


@team
@require_POST
def closing(request: Request, pk: UUID) -> HttpResponse:
    """Nobody could help: closed as unsolved."""
    found = _case(request, pk)
    cases.give_up(found, by=_me(request), at=request.at)
    return see(_path(found))


@team
@require_http_methods(["GET", "HEAD", "POST"])
def calls(request: Request) -> HttpResponse:
    """Open a case for a caller."""
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_for_caller(
                **form.cleaned_data, by=_me(request), at=request.at
            )
            return see(_path(made))
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "desk/calls.html", {"form": form})


@team
@require_safe
def warnings(request: Request) -> HttpResponse:
    """Messages that may hold a trick."""
    values = pages.warnings_page(request.GET.get("page"))
    return ui.render(request, "desk/warnings.html", values)


@team
@require_safe
def questions(request: Request) -> HttpResponse:
    """Whom to call with the private question; the answer is typed on the customer's own page."""
    rows = Paginator(queries.to_be_asked(at=request.at), pages.PER_PAGE)
    values = {"page": rows.get_page(request.GET.get("page"))}
    return ui.render(request, "desk/questions.html", values)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: Request) -> HttpResponse:
    """Someone wants to be called."""
    windows = list(queries.call_windows(request.brand, at=request.at))
    form = CallbackForm(request.POST or None, windows=windows)
    if request.method == "POST" and form.is_valid():
        try:
            return _call_back(request, form)
        except Refused as refused:
            show(form, refused)
    return ui.render(request, "desk/call_back.html", {"form": form, "windows": windows})


def _call_back(request: Request, form: CallbackForm) -> HttpResponse:
    given, (start, end) = form.cleaned_data, form.window
    customer = request.person or people.welcome_guest(
        language=request.LANGUAGE_CODE or "de", by=None, at=request.at
    )
    wish = actions.ask_for_callback(
        name=given["name"],
        phone=given["phone"],
        text=given["text"],
        call_from=start,
        call_until=end,
        customer=customer,
        by=customer,
        at=request.at,
    )
    response = see(f"/call-back/{wish.pk}/")
    if customer.is_guest:
        key = cases.make_key(wish.case, by=customer, at=request.at)
        remember_key(request, response, key)
    return response


@case_key
@require_safe
def call_back_wish(request: Request, pk: UUID) -> HttpResponse:
    """When we call, to be kept."""
    wish = queries.wish(pk)
    found, _person = case_at_door(request, wish.case_id)
    return ui.render(request, "desk/call_back_wish.html", {"wish": wish, "case": found})


@team
@require_POST
def call(request: Request, pk: UUID) -> HttpResponse:
    """The customer was called."""
    wish = actions.note_call(queries.wish(pk), by=_me(request), at=request.at)
    return see(_path(wish.case))
