"""Doors to a helper's day and her earnings."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import Helper
from kundenkreis.notifications.transports.push import keys
from kundenkreis.people.doors import role
from kundenkreis.people.models import Person
from kundenkreis.people.pocket import mark_of
from kundenkreis.people.request import Request
from kundenkreis.stages.marketplace.pages import days as pages
from kundenkreis.stages.marketplace.views.kept import AFTER_VISIT, kept_for


def me(request: Request) -> tuple[Helper, Person]:
    """The helper who is here.

    :raises NotFound: it is none.
    """
    helper = Helper.objects.select_related("person").filter(person=request.person).first()
    if not helper:
        raise NotFound("not_found", "")
    return helper, helper.person


@role("helper")
@require_safe
def day(request: Request) -> HttpResponse:
    """The helper's day."""
    helper, person = me(request)
    values = pages.helper_day(helper, person, at=request.at)
    values["pocket"] = mark_of(person)
    agreed = values["today"] or values["later"]
    deferred = request.COOKIES.get("push_offer") == "later"
    values["push_key"] = keys.public() if agreed and not deferred else ""
    block = "moving" if request.GET.get("part") == "moving" else None
    answer = ui.render(request, "marketplace/day.html", values, block=block)
    return kept_for(person, answer, until=request.at + AFTER_VISIT)


@role("helper")
@require_safe
def earnings(request: Request) -> HttpResponse:
    """What the helper earned."""
    helper, person = me(request)
    values = pages.earnings(helper, person, at=request.at)
    return ui.render(request, "marketplace/earnings.html", values)
