"""What this room does when something was announced."""

from kundenkreis.cases.events import CaseClosed, CaseSolved
from kundenkreis.cases.models import Case
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role
from kundenkreis.stages.desk import actions
from kundenkreis.stages.desk.events import CallbackDue, CaseTaken
from kundenkreis.stages.desk.models import CallbackWish


def introduce_agent(event: CaseTaken, *, row: EventRow) -> None:
    """The customer hears who takes care; a caller knows already."""
    case = Case.objects.select_related("customer").get(pk=event.case)
    if str(case.opened_by_id) == event.agent:
        return
    agent = Person.objects.get(pk=event.agent)
    values = {
        "agent": agent.shown_name,
        "title": case.title,
        "reference": case.reference,
    }
    notify(person=case.customer, kind="case_taken", row=row, values=values, path=case.path)


def remind_agents(event: CallbackDue, *, row: EventRow) -> None:
    """All agents hear that it is time to call."""
    wish = CallbackWish.objects.select_related("case__customer").get(pk=event.wish)
    if wish.done_at:
        return
    customer = wish.case.customer
    values = {
        "name": customer.shown_name,
        "phone": customer.phone,
        "from": wish.call_from,
        "until": wish.call_until,
    }
    path = f"/desk/cases/{wish.case_id}/"
    for agent in Person.objects.holding(Role.Kind.AGENT, row.at):
        notify(person=agent, kind="callback_due", row=row, values=values, path=path)


def let_go(event: CaseSolved | CaseClosed, *, row: EventRow) -> None:
    """Nobody works on a closed case."""
    actions.release(Case.objects.get(pk=event.case), by=None, at=row.at)
