"""Doors of managers: the offer, one service, one question; and the ladder."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.brands.models import Topic
from kundenkreis.cases.queries import ladder as order_of
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.offer import actions, forms, pages, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import role
from kundenkreis.people.request import Request
from kundenkreis.terms.forms import TermsForm
from kundenkreis.ui.going import see

manager = role("manager")
asked = require_http_methods(["GET", "HEAD", "POST"])


@manager
@require_safe
def offer(request: Request) -> HttpResponse:
    """All services, and what else belongs to the offer."""
    values = {"services": queries.services(), **pages.ladder_page()}
    return ui.render(request, "offer/offer.html", values)


@manager
@asked
def new_service(request: Request) -> HttpResponse:
    """Name, price and length; the rest is asked on its page."""
    form = forms.ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_service(**form.values, by=me(request), at=request.at)
            return see(f"/offer/services/{row.slug}/")
        except Refused as refused:
            _show(form, refused)
    return _asked(request, form, {"title": None, "back": "/offer/"})


@manager
@require_safe
def service(request: Request, slug: str) -> HttpResponse:
    """Everything about one service."""
    return ui.render(request, "offer/service.html", pages.service(queries.service(slug)))


@manager
@asked
def question(request: Request, slug: str, noun: str) -> HttpResponse:
    """One thing about it."""
    row, found = queries.service(slug), pages.QUESTIONS.get(noun)
    if found is None:
        raise NotFound("not_found", "")
    form = found.form(row, request.POST or None)
    back = f"/offer/services/{slug}/"
    if request.method == "POST" and form.is_valid():
        try:
            found.action(slug, **form.values, by=me(request), at=request.at)
            return see(back)
        except Refused as refused:
            _show(form, refused)
    values = {"title": found.title, "lead": found.lead, "about": row, "back": back, "doing": queries.doing(row) if noun in ("skills", "checks") else 0}  # fmt: skip
    return _asked(request, form, values)


@manager
@require_POST
def price_removal(request: Request, slug: str, pk: int) -> HttpResponse:
    """A price that has not begun will not come."""
    reason = request.POST.get("reason", "")
    actions.take_price_back(slug, pk, reason=reason, by=me(request), at=request.at)
    return see(f"/offer/services/{slug}/")


@manager
@asked
def ladder(request: Request) -> HttpResponse:
    """The order for all topics, and which topics have their own."""
    form = forms.LadderForm(order_of(None), request.POST or None)
    return _ladder(request, form, "", pages.ladder_page())


@manager
@asked
def topic_ladder(request: Request, slug: str) -> HttpResponse:
    """The order for one topic."""
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise NotFound("not_found", "")
    form = forms.TopicLadderForm(topic, request.POST or None)
    changes = [pages.change(each) for each in queries.changes("ladder", slug)]
    return _ladder(request, form, slug, {"topic": topic, "changes": changes})


def _ladder(
    request: Request, form: forms.LadderForm, slug: str, values: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_ladder(slug, **form.values, by=me(request), at=request.at)
            return see("/offer/ladder/" if slug else "/offer/")
        except Refused as refused:
            _show(form, refused)
    return ui.render(request, "offer/ladder.html", {"form": form, **values}, status=422 if form.errors else 200)  # fmt: skip


def _show(form: TermsForm, refused: Refused) -> None:
    for field, sentence in (refused.fields or {"reason": refused.sentence}).items():
        form.add_error(field if field in form.fields else "reason", sentence)


def _asked(request: Request, form: TermsForm, values: dict[str, Any]) -> HttpResponse:
    return ui.render(request, "offer/question.html", {"form": form, **values}, status=422 if form.errors else 200)  # fmt: skip
