"""Doors around answers: comments, and what unusually many people say at the moment."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kundenkreis import ui
from kundenkreis.cases.pages import show
from kundenkreis.core.refusal import Refused
from kundenkreis.drafts.doors import begun, hold
from kundenkreis.people.doors import case_key, role
from kundenkreis.people.request import Request
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.doors import answer_at_door, comment_at_door
from kundenkreis.stages.community.forms import CommentForm
from kundenkreis.stages.community.views.writing import somebody, to_sign_in
from kundenkreis.ui.going import see


@case_key
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, pk: UUID) -> HttpResponse:
    """One answer, and a few words about it."""
    answer, person = answer_at_door(request, pk)
    place, path = f"answer:{answer.pk}", f"/answers/{answer.pk}/comments/"
    if person is None:
        hold(request, place, request.POST.get("body", ""), path=path)
        return to_sign_in(path)
    form = CommentForm(
        request.POST or None, initial={"body": begun(request, place, person)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            body = form.cleaned_data["body"]
            return see(actions.comment(answer, body=body, by=person, at=request.at).path)
        except Refused as refused:
            show(form, refused)
    values = {"answer": answer, "question": answer.question, "form": form, "place": place}
    return ui.render(request, "community/comments.html", values)


@case_key
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """One's own comment goes."""
    comment, person = comment_at_door(request, pk)
    actions.take_back(comment, by=somebody(person), at=request.at)
    return see(comment.answer.path)


@role("manager", "moderator", "agent")
@require_safe
def unusual(request: Request) -> HttpResponse:
    """Topics that far more people speak of than on a usual day: perhaps a fault."""
    rows = queries.unusual(at=request.at)
    return ui.render(request, "community/unusual.html", {"rows": rows})
