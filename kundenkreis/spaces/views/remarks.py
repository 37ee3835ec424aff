"""Comments on an answer in a space, and thanks for it; to everyone who is not in it does not exist."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from kundenkreis import ui
from kundenkreis.core.refusal import Refused
from kundenkreis.drafts.doors import begun
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.spaces import actions, queries
from kundenkreis.spaces.views.talk import answer_at_door
from kundenkreis.stages.community.forms import CommentForm
from kundenkreis.ui.going import see
from kundenkreis.ui.refusals import show


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: Request, pk: UUID, question: UUID, answer: UUID) -> HttpResponse:
    """One answer, and a few words about it."""
    row = answer_at_door(request, pk, question, answer)
    place = f"space-answer:{row.pk}"
    typed = {"body": begun(request, place, me(request))}
    form = CommentForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            body = form.cleaned_data["body"]
            return see(actions.comment(row, body=body, by=me(request), at=request.at).path)
        except Refused as refused:
            show(form, refused)
    values = {"answer": row, "question": row.question, "form": form, "place": place}
    return ui.render(request, "community/comments.html", values, status=422 if form.errors else 200)  # fmt: skip


@signed_in
@require_POST
def comment_withdrawal(
    request: Request, pk: UUID, question: UUID, comment: UUID
) -> HttpResponse:
    """I take my comment back."""
    row = queries.question_for(me(request), pk, question)
    found = queries.comment_in(queries.answers_to(row), comment)
    actions.take_comment_back(found, by=me(request), at=request.at)
    return see(found.answer.path)


@signed_in
@require_POST
def kudos(request: Request, pk: UUID, question: UUID, answer: UUID) -> HttpResponse:
    """I say thanks."""
    row = answer_at_door(request, pk, question, answer)
    actions.thank(row, by=me(request), at=request.at)
    return see(row.path)
