"""What pages of a path show, in words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.certification import queries
from kundenkreis.certification.models import Certification, CertificationStep
from kundenkreis.certification.transitions import (
    FIRST_VISITS,
    PATH,
    WAITING,
    State,
    allowed,
)
from kundenkreis.people.models import Person


def step_names() -> dict[str, str]:
    """What happened, by the name of the transition."""
    return {
        "apply": _("Applied"),
        "check_identity": _("Identity checked"),
        "train": _("All tests passed"),
        "admit": _("First visits begin"),
        "certify": _("Certified"),
        "recognise": _("Certified, known from elsewhere"),
        "appoint": _("Appointed as trainer"),
        "step_down": _("Trainer no longer"),
        "refuse": _("Not accepted"),
        "suspend": _("Suspended"),
        "reinstate": _("Suspension ended"),
        "leave": _("Ended by the helper"),
    }


def history(steps: Sequence[CertificationStep]) -> list[dict[str, Any]]:
    """Each step with when, by whom and why, as a timeline."""
    names = step_names()
    shown = []
    for step in steps:
        who = _("by {name}").format(name=step.by.shown_name) if step.by else _("by itself")
        text = f"{who}. {step.reason}" if step.reason else who
        shown.append({"title": names[step.name], "at": step.at, "text": text, "state": "done"})  # fmt: skip
    return shown


def way(row: Certification, *, good: int) -> list[dict[str, Any]]:
    """The steps of the path: done, where she is now, and what comes."""
    words = {
        State.APPLICANT: _("You have applied"),
        State.ID_CHECKED: _("Your identity is checked"),
        State.TRAINED: _("You have passed the tests"),
        State.SUPERVISED: _("First {count} visits: {good} found good").format(count=FIRST_VISITS, good=good),
        State.CERTIFIED: _("You are certified"),
        State.TRAINER: _("You are a trainer"),
    }  # fmt: skip
    here = PATH.index(State(row.state)) if row.state in PATH else -1
    last = len(PATH) if row.state == State.TRAINER else len(PATH) - 1
    return [
        {"title": words[state], "state": "done" if n < here or (n == here and state not in WAITING and state != State.SUPERVISED) else "now" if n == here else "later"}
        for n, state in enumerate(PATH[:last])
    ]  # fmt: skip


def next_sentence(row: Certification) -> str:
    """What the helper can do now, or who acts."""
    sentences = {
        State.APPLICANT: _("Next: send your identity document, so that somebody checks it."),
        State.ID_CHECKED: _("Next: learn the units of this service and pass their tests."),
        State.TRAINED: _("Next: our team decides about your first visits."),
        State.SUPERVISED: _("Customers can book you. After each of your first visits, somebody talks with you about it."),
        State.SUSPENDED: _("Nobody can book you for this service now."),
    }  # fmt: skip
    return sentences.get(State(row.state), "")


def mine(row: Certification) -> dict[str, Any]:
    """One path as its helper sees it."""
    steps, visits = list(row.steps.all()), list(row.visits.all())
    good = sum(visit.verdict == "good" for visit in visits)
    decided = [step for step in steps if step.name in ("suspend", "refuse")]
    last = decided[-1] if decided and row.state in (State.SUSPENDED, State.REFUSED) else None  # fmt: skip
    return {
        "row": row,
        "name": str(row.package),
        "state": row.get_state_display(),
        "way": way(row, good=good) if row.state in PATH else [],
        "next": next_sentence(row),
        "visits": visits,
        "decision": last,
        "contest": getattr(last, "contest", None) if last else None,
        "certified": row.state in (State.CERTIFIED, State.TRAINER),
        "since": row.moved_at,
    }


def for_team(row: Certification, person: Person, *, at: datetime) -> dict[str, Any]:
    """One path as the team sees it, with what this person may do now."""
    steps = list(row.steps.select_related("by").all())
    sides = queries.sides_of(person, row, at=at)
    return {
        "row": row,
        "name": row.helper.person.name or row.helper.person.shown_name,
        "history": history(steps),
        "visits": list(row.visits.select_related("seen_by")),
        "nouns": {step.noun for step in allowed(row.state, sides)},
        "may_suspend": row.is_visiting and "manager" in sides,
        "checks": queries.checks_that_hold(row.helper, at=at),
        "good": queries.good_visits(row),
        "needed": FIRST_VISITS,
        "enough": queries.may_be_certified(row),
    }


def certificate(row: Certification) -> dict[str, Any]:
    """What stands on the paper: for whom, what, since when, by whose word."""
    steps = list(row.steps.select_related("by").all())
    given = [step for step in steps if step.name in ("certify", "recognise")]
    visits = row.visits.filter(verdict="good").count()
    return {"row": row, "given": given[-1] if given else None, "visits": visits}
