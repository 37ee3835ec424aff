"""What the pages of a case show: rows gathered with few queries, in the reader's words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.cases import queries, socket, warnings
from kundenkreis.cases.forms import MessageForm
from kundenkreis.cases.models import Attempt, Case, Message
from kundenkreis.core.statements import asked
from kundenkreis.notifications import live
from kundenkreis.people.models import Person, TrustedPerson
from kundenkreis.people.queries import is_staff, trust_of
from kundenkreis.people.request import Request
from kundenkreis.ui import filters, refusals

PER_PAGE = 20
# Where doors above look for it.
show = refusals.show


def stage_names() -> dict[str, str]:
    """The five stages as customers call them."""
    return {
        "knowledge": _("Instructions"),
        "community": _("Community"),
        "experts": _("Experts"),
        "marketplace": _("Help at home"),
        "desk": _("Our team"),
    }


def role_names() -> dict[str, str]:
    """What someone is to a case."""
    return {
        "customer": "",
        "agent": _("Our team"),
        "expert": _("Expert"),
        "helper": _("Helper"),
        "trusted": _("Trusted person"),
        "platform": "",
    }


def block(request: Request) -> str | None:
    """The live stream asks for the moving part of the page only."""
    return "moving" if request.GET.get("part") == "moving" else None


def cases_of(persons: Sequence[Person], number: str | None, *, at: datetime) -> Page[Case]:
    """Cases of these persons, newest first, by numbered pages; regular visits stand in `lines_of`."""
    mine = Case.objects.all().of_any(persons, at).exclude(channel=Case.Channel.SERIES)
    mine = mine.select_related("topic").order_by("-opened_at")
    return Paginator(mine, PER_PAGE).get_page(number)


def lines_of(persons: Sequence[Person], *, at: datetime) -> list[socket.Line]:
    """What stands above these cases: several in one line."""
    return [line for look in socket.LINES for line in look(persons, at)]


def case_page(case: Case, person: Person, *, at: datetime) -> dict[str, Any]:
    """Everything the case page shows to this person."""
    with queries.looked_at(case) as known:
        return _case_page(case, person, known.attempts, at=at)


def _case_page(
    case: Case, person: Person, attempts: Sequence[Attempt], *, at: datetime
) -> dict[str, Any]:
    staff = is_staff(person, at=at)
    trust = trust_of(person, case.customer_id, case=case.pk)
    return {
        "case": case,
        "staff": staff,
        "mine": staff or case.customer_id == person.pk,
        # By what this reader acts for the customer, if she does.
        "trust": trust,
        "offers": [
            offer(proposal, at=at)
            for proposal in queries.proposals(case, at=at)
            if _may_begin(proposal.stage, trust)
        ]
        if case.is_open
        else [],
        "panels": _panels(attempts, person, at=at),
        "beside": [panel for look in socket.BESIDE if (panel := look(case, person, at))],
        "failed": [
            attempt for attempt in attempts if attempt.state == Attempt.State.FAILED
        ],
        "messages": thread(case, person, staff=staff, at=at),
        "form": MessageForm(),
        "live": live.token([f"case:{case.pk}"]),
        "feedback": getattr(case, "private_feedback", None),
        "stage_names": stage_names(),
    }


def _may_begin(stage: str, trust: Sequence[TrustedPerson]) -> bool:
    """A trusted person books visits; the other forms of help the customer begins herself."""
    if not trust:
        return True
    return stage == "marketplace" and any(row.may_book for row in trust)


def _panels(
    attempts: Sequence[Attempt], person: Person, *, at: datetime
) -> list[dict[str, Any]]:
    shown = []
    for attempt in attempts:
        stage = socket.STAGES.get(attempt.stage)
        if stage and (panel := stage.panel(attempt, person=person, at=at)):
            shown.append(
                {"attempt": attempt, "template": panel.template, "values": panel.values}
            )
    return shown


def thread(
    case: Case, person: Person, *, staff: bool, at: datetime
) -> list[dict[str, Any]]:
    """The messages as the thread macro wants them."""
    roles = role_names()
    rows = [row for row in _messages(case) if staff or not row.internal]
    agreed = any(row.signs for row in rows) and queries.visit_agreed(case, at=at)
    return [
        {
            "author": row.author.shown_name if row.author else "",
            "portrait": row.author.portrait if row.author else "",
            "role": roles.get(row.role, ""),
            "text": filters.markdown(row.text),
            "at": row.at,
            "mine": row.author_id == person.pk,
            "system": row.author is None,
            "note": _("Note for our team only") if row.internal else "",
            "warnings": warnings.beside(
                row, mine=row.author_id == person.pk, agreed=agreed
            ),
        }
        for row in rows
    ]


@asked
def _messages(case: Case) -> QuerySet[Message]:
    return Message.objects.filter(case=case).select_related("author")


def offer(proposal: socket.Proposal, *, at: datetime) -> dict[str, Any]:
    """A proposal as its card wants it."""
    return {
        "stage": proposal.stage,
        "kicker": stage_names()[proposal.stage],
        "title": proposal.title,
        "price": proposal.price,
        "price_from": proposal.price_from,
        "wait": proposal.wait or wait(proposal.ready_in_minutes, at=at),
        "solved": proposal.solved,
        "tried": proposal.tried,
        "reasons": proposal.reasons,
        "href": proposal.href,
        "action": proposal.action,
    }


def wait(minutes: int | None, *, at: datetime) -> str:
    """How long until help begins, in exact words."""
    if minutes is None:
        return _("We cannot say how long it takes.")
    return filters.when(at + timedelta(minutes=minutes), at)
