"""The desk's plug into the Stage socket."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import attempts_of, track_record
from kundenkreis.cases.rules import may_decide
from kundenkreis.cases.socket import Panel, Proposal, Stage
from kundenkreis.core import hours
from kundenkreis.core.refusal import NotAllowed
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.desk import queries
from kundenkreis.ui import filters


class DeskStage(Stage):
    name = "desk"

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        open_ = (row for row in attempts_of(case) if row.state == Attempt.State.OPEN)
        if any(row.stage == self.name for row in open_):
            return []
        solved, tried = track_record(self.name, case)
        return [
            Proposal(
                stage=self.name,
                title=_("Our own team, in writing or by phone"),
                ready_in_minutes=queries.wait_minutes(case.brand, at=at),
                solved=solved,
                tried=tried,
                reasons=[
                    opening(case.brand, at=at),
                    _("By phone at once when we are open: %(phone)s")
                    % {"phone": case.brand.phone},
                ],
                action=_("Ask our team"),
            )
        ]

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        if not may_decide(by, case, staff=is_staff(by, at=at)):
            raise NotAllowed("not_yours", _("Only the customer can decide this."))
        return cases.begin(case, stage=self.name, by=by, at=at)

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        if attempt.state != Attempt.State.OPEN:
            return None
        case = attempt.case
        assignment = queries.assignment_of(case)
        wait = None if assignment else queries.wait_minutes(case.brand, at=at)
        return Panel(
            template="desk/panel.html",
            values={
                "agent": assignment.agent.shown_name if assignment else "",
                "writing": queries.is_writing(assignment, at=at),
                "since": attempt.begun_at,
                "until": None if wait is None else at + timedelta(minutes=wait),
                "wish": queries.wishes([case]).get(case.pk),
                "staff": is_staff(person, at=at),
            },
        )


def opening(brand: Brand, *, at: datetime) -> str:
    """`Open now until 19:00`, or when it opens again."""
    for start, end in hours.spans(brand.hours, brand.zone, at):
        if start <= at:
            return _("Open now, until %(time)s") % {"time": filters.clock(end)}
        return _("Closed now, open again %(when)s") % {"when": filters.when(start, at)}
    return _("Please write to us")
