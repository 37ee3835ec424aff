"""Doors of members who may review: what other members sent in."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.difference import between, shortened
from kundenkreis.core.refusal import NotFound, Refused
from kundenkreis.media.figures import figures
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.reputation.table import REVIEW
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.forms_reviews import ReviewForm
from kundenkreis.stages.knowledge.views.editing import show
from kundenkreis.ui.going import see

REVIEWS = "/article-proposals/reviews/"


def _reviewer(request: Request) -> Person:
    person = me(request)
    if REVIEW not in abilities_of(person, at=request.at):
        raise NotFound("not_found", "")
    return person


@signed_in
@require_safe
def reviews(request: Request) -> HttpResponse:
    """What waits, the longest first; not my own."""
    values = {"texts": queries.to_review(_reviewer(request)), "start": REVIEWS}
    return ui.render(request, "knowledge/reviews.html", values)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, article: UUID, number: int) -> HttpResponse:
    """One text: what differs, the whole of it, and what I say."""
    found = queries.text_to_review(_reviewer(request), article, number)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == "approve":
                actions.approve(found, by=me(request), at=request.at)
            else:
                actions.send_back(found, note=form.cleaned_data["note"], by=me(request), at=request.at)  # fmt: skip
            return see(REVIEWS)
        except Refused as refused:
            show(form, refused)
    shown = found.article.published_revision
    lines = shortened(between(shown.body, found.body)) if shown else []
    values = {"revision": found, "lines": lines, "form": form, "figure": figures(request, found.body), "start": REVIEWS}  # fmt: skip
    return ui.render(request, "knowledge/review.html", values)
