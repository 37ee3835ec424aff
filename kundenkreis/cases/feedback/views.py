"""The page behind the link in the message."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.cases import actions, keys
from kundenkreis.cases.feedback.forms import AnswerForm
from kundenkreis.cases.models import Case
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.doors import public
from kundenkreis.people.request import Request


@public
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, pk: UUID) -> HttpResponse:
    """Yes or no; then, if she likes, two more."""
    key = request.POST.get("key") or request.GET.get("key", "")
    rows = Case.objects.select_related("customer", "private_feedback")
    case = rows.filter(pk=pk).first()
    if not case or not keys.opens_question(key, pk):
        raise NotFound("not_found", "")
    form = AnswerForm(request.POST or None)
    given = getattr(case, "private_feedback", None)
    if request.method == "POST" and form.is_valid():
        given = actions.give_feedback(
            case, **form.given(given), by=case.customer, at=request.at
        )
    fresh = AnswerForm(initial={"comment": given.comment if given else ""})
    done = form.is_bound and form.is_last
    values = {"case": case, "key": key, "given": given, "done": done, "form": fresh}
    return ui.render(request, "cases/question.html", values)
