"""What this room does when something was announced."""

from kundenkreis.certification import actions
from kundenkreis.certification.events import (
    CertificationMoved,
    StepContestAnswered,
    SupervisedVisitDone,
    SupervisedVisitSeen,
)
from kundenkreis.certification.models import (
    CertificationStep,
    StepContest,
    SupervisedVisit,
)
from kundenkreis.certification.transitions import FIRST_VISITS, TRANSITIONS
from kundenkreis.helpers.events import HelperVerified
from kundenkreis.helpers.models import Helper
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.training.events import TrainingTested

MINE = "/helper/certificates/"


def go_on_when_checked(event: HelperVerified, *, row: EventRow) -> None:
    """Whoever was identified goes on by herself."""
    if event.kind == "identity":
        helper = Helper.objects.select_related("person").get(pk=event.helper)
        actions.go_on(helper, by=None, at=row.at)


def go_on_when_trained(event: TrainingTested, *, row: EventRow) -> None:
    """Whoever passed the last test she needs goes on by herself."""
    helper = Helper.objects.select_related("person").filter(person_id=event.person).first()
    if event.passed and helper:
        actions.go_on(helper, by=None, at=row.at)


def tell_of_step(event: CertificationMoved, *, row: EventRow) -> None:
    """The helper hears what was decided and why."""
    step = CertificationStep.objects.select_related(
        "certification__package", "certification__helper__person", "certification__supervisor", "by"
    ).get(certification_id=event.certification, seq=event.seq)  # fmt: skip
    kind = next(
        t.notice for t in TRANSITIONS
        if (t.name, t.start, t.end) == (step.name, step.from_state, step.to_state)
    )  # fmt: skip
    path = step.certification
    service = path.package.words
    if kind:
        values = {"service": service, "reason": step.reason, "count": FIRST_VISITS}
        notify(person=path.helper.person, kind=kind, row=row, values=values, path=MINE)
    if step.name == "admit" and path.supervisor:
        values = {"service": service, "name": path.helper.person.shown_name}
        notify(person=path.supervisor, kind="supervision_asked", row=row, values=values, path="/helper/supervision/")  # fmt: skip


def ask_supervisor(event: SupervisedVisitDone, *, row: EventRow) -> None:
    """Who supervises hears that there is a visit to look at."""
    visit = _visit(event.visit)
    path = visit.certification
    if path.supervisor:
        values = {"service": path.package.words, "name": path.helper.person.shown_name}
        notify(person=path.supervisor, kind="visit_to_see", row=row, values=values, path="/helper/supervision/")  # fmt: skip


def tell_how_it_was(event: SupervisedVisitSeen, *, row: EventRow) -> None:
    """The helper reads what was said about her visit."""
    visit = _visit(event.visit)
    path = visit.certification
    kind = "visit_seen_good" if visit.verdict == "good" else "visit_seen_not_yet"
    values = {"service": path.package.words, "words": visit.words}
    notify(person=path.helper.person, kind=kind, row=row, values=values, path=MINE)


def tell_of_answer(event: StepContestAnswered, *, row: EventRow) -> None:
    """The helper reads what was decided about what she contested."""
    contest = StepContest.objects.select_related("by").get(pk=event.contest)
    notify(person=contest.by, kind="step_contest_answered", row=row, values={"answer": contest.answer}, path=MINE)  # fmt: skip


def _visit(pk: int) -> SupervisedVisit:
    rows = SupervisedVisit.objects.select_related(
        "certification__package", "certification__helper__person", "certification__supervisor"
    )  # fmt: skip
    return rows.get(pk=pk)
