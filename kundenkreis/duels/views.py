"""Doors: the next pair, and what all of them say."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kundenkreis import ui
from kundenkreis.core.refusal import Invalid
from kundenkreis.duels import actions, estimating, queries
from kundenkreis.people.api_tools import me
from kundenkreis.people.doors import public, signed_in
from kundenkreis.people.request import Request
from kundenkreis.ui.going import see


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def duels(request: Request) -> HttpResponse:
    """Two ideas side by side. The same form may come again with another answer (browser Back): it carries no `once`."""
    person = me(request)
    if request.method == "POST":
        one, other = _id(request, "one"), _id(request, "other")
        winner = None if request.POST.get("winner") == "none" else _id(request, "winner")
        actions.judge(one, other, winner=winner, by=person, at=request.at)
        return see("/ideas/duels/")
    values = {"pair": queries.next_pair(person), "many": queries.judged_by(person)}
    return ui.render(request, "duels/duels.html", values)


def _id(request: Request, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise Invalid("unknown_winner", "") from None


@public
@require_safe
def results(request: Request) -> HttpResponse:
    """What matters most, with how sure that is, beside the votes."""
    values = {
        "standings": queries.standings(),
        "fewest": estimating.FEWEST_DUELS,
        "fewest_people": estimating.FEWEST_PEOPLE,
    }
    return ui.render(request, "duels/results.html", values)
