"""What the pages of the desk show, gathered with few queries."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from kundenkreis.brands.models import LadderStep, Topic
from kundenkreis.cases import pages as case_pages
from kundenkreis.cases.models import Case
from kundenkreis.cases.warnings import sign_names
from kundenkreis.notifications import live
from kundenkreis.people.models import Person
from kundenkreis.people.request import Request
from kundenkreis.stages.desk import queries
from kundenkreis.stages.desk.forms import ReplyForm

PER_PAGE = 25


def warnings_page(number: str | None) -> dict[str, Any]:
    """Messages beside which a note stands, with what they name."""
    page = Paginator(queries.messages_with_signs(), PER_PAGE).get_page(number)
    names = sign_names()
    rows = [
        {
            "message": row,
            "names": ", ".join(names[kind] for kind in row.signs if kind in names),
        }
        for row in page.object_list
    ]
    return {"page": page, "rows": rows}


def list_names() -> dict[str, str]:
    """The lists of the inbox, as agents call them."""
    return {"unassigned": _("Waiting"), "mine": _("Mine"), "all": _("All open")}


def inbox(request: Request, agent: Person) -> dict[str, Any]:
    """One list of cases, longest waiting first, with who works on each."""
    which = request.GET.get("list", queries.LISTS[0])
    which = which if which in queries.LISTS else queries.LISTS[0]
    topic = request.GET.get("topic", "")
    rows = queries.inbox(agent, which, topic)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counted = queries.counts(agent)
    working = queries.assignments(page.object_list)
    wishes = queries.wishes(page.object_list)
    return {
        "page": page,
        "which": which,
        "topic": topic,
        "topics": list(Topic.objects.all()),
        "tabs": [
            (name, f"/desk/?list={key}", counted[key]) for key, name in list_names().items()
        ],
        "rows": [
            {
                "case": case,
                "agent": working[case.pk].agent.shown_name if case.pk in working else "",
                "writing": queries.is_writing(working.get(case.pk), at=request.at),
                "wish": wishes.get(case.pk),
            }
            for case in page.object_list
        ],
        "query": f"list={which}" + (f"&topic={topic}" if topic else ""),
        "live": live.token(["desk"]),
    }


def desk_case(case: Case, agent: Person, request: Request) -> dict[str, Any]:
    """Everything an agent needs for one case, of all stages."""
    assignment = queries.assignment_of(case)
    values = case_pages.case_page(case, agent, at=request.at)
    return values | {
        "assignment": assignment,
        "mine_now": assignment is not None and assignment.agent_id == agent.pk,
        "writing": queries.is_writing(assignment, at=request.at),
        "wish": queries.wishes([case]).get(case.pk),
        "passes_on": LadderStep.objects.filter(stage="experts", withdrawn_at=None).exists(),
        "form": ReplyForm(),
    }
