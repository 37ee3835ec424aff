"""The door where a question is put under another topic."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import signed_in
from kundenkreis.people.request import Request
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import actions, rules
from kundenkreis.stages.community.doors import question_at_door
from kundenkreis.stages.community.forms_topics import TopicForm
from kundenkreis.ui.going import see


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: Request, pk: UUID) -> HttpResponse:
    """Under which topic do people look for this question?"""
    if not rules.may_sort(abilities_of(me(request), at=request.at)):
        raise NotFound("not_found", "")
    question, _person = question_at_door(request, pk)
    form = TopicForm(request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        actions.sort(question, topic=form.chosen, by=me(request), at=request.at)
        return see(question.path)
    values = {"question": question, "form": form}
    return ui.render(request, "community/topic.html", values)
