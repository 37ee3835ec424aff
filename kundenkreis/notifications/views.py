"""Doors: my notices."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.notifications import actions, queries, sentences
from kundenkreis.people.doors import signed_in
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request

A_PAGE = 20


@signed_in
@require_safe
def notices(request: Request) -> HttpResponse:
    """What happened for me, newest first."""
    assert isinstance(request.user, Person)
    page = Paginator(queries.notices_of(request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    return ui.render(
        request,
        "notifications/notices.html",
        {
            "page": page,
            "unread": queries.unread_count(request.user),
            "write": sentences.write,
        },
    )


@signed_in
@require_POST
def reading(request: Request) -> HttpResponse:
    """I have read this notice (then on to what it is about), or all of them."""
    assert isinstance(request.user, Person)
    notice, then = None, "/notices/"
    if wanted := request.POST.get("notice", ""):
        notice = queries.notice_of(request.user, wanted)
        if notice is None:
            raise NotFound("not_found", "")
        then = notice.path
    actions.mark_read(notice, by=request.user, at=request.at)
    return HttpResponseRedirect(then, status=303)
