"""What the pages of a dispute show, in words."""

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.disputes import queries, rules
from kundenkreis.disputes.models import Dispute, DisputeDecision
from kundenkreis.disputes.steps import State, Step, allowed
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.ui import filters

PER_PAGE = 20


def dispute_page(
    dispute: Dispute, person: Person, *, side: str, at: datetime
) -> dict[str, Any]:
    """Both views, the decisions, what may be done now. `side`: for whom this person speaks, or `""`."""
    return {
        "dispute": dispute,
        "side": side,
        "next": next_words(dispute),
        "decisions": [
            {"row": row, "words": outcome_words(row, dispute), "bears": bears_words(row)}
            for row in dispute.decisions.select_related("by")
        ],
        "nouns": {step.noun for step in allowed_now(person, dispute, side=side, at=at)},
        "most": queries.refundable(dispute.subject),
    }


def allowed_now(person: Person, dispute: Dispute, *, side: str, at: datetime) -> list[Step]:
    """What this person may do with it now."""
    staff = is_staff(person, at=at)
    steps = allowed(dispute.state, rules.actors(person, dispute, side=side, staff=staff))
    return [
        s
        for s in steps
        if s.name != "ask_again" or (dispute.final_at and at < dispute.final_at)
    ]


def next_words(dispute: Dispute) -> str:
    """One sentence: what happens next, and until when."""
    values = {
        "other": dispute.other.shown_name,
        "until": filters.moment(dispute.answer_by),
        "final": filters.moment(dispute.final_at) if dispute.final_at else "",
    }
    sentences = {
        State.OPEN: _("{other} is asked for a view until {until}. Then we decide."),
        State.ANSWERED: _("Both views are here. One of our team decides now."),
        State.UNANSWERED: _("{other} has not answered in time. One of our team decides now."),
        State.DECIDED: _("Until {final} either side can ask for a second look. Then it counts."),
        State.SECOND_LOOK: _("Another person of our team looks at it again."),
        State.SETTLED: _("This is decided, and the money has moved."),
        State.WITHDRAWN: _("This objection was taken back. Nothing changes."),
    }  # fmt: skip
    return sentences[State(dispute.state)].format(**values)


def outcome_words(decision: DisputeDecision, dispute: Dispute) -> str:
    """What was decided, with names and the exact amount."""
    values = {
        "customer": dispute.customer.shown_name,
        "helper": dispute.helper.shown_name,
        "amount": filters.money(decision.money),
    }
    sentences = {
        "none": _("Nothing changes: {helper} keeps the money."),
        "part": _("{customer} gets {amount} back."),
        "full": _("{customer} gets everything back: {amount}."),
        "helper": _("{helper} receives {amount} on top, from us."),
    }
    return sentences[decision.outcome].format(**values)


def bears_words(decision: DisputeDecision) -> str:
    """Who pays for it."""
    return {
        "helper": _("The helper bears it."),
        "company": _("We bear it. The helper loses nothing."),
    }.get(decision.bears, "")


def outcome_in_languages(decision: DisputeDecision, dispute: Dispute) -> dict[str, str]:
    """The same in each language of the brand, with who bears it: for a notice."""
    words = {}
    for language in dispute.brand.languages:
        with translation.override(language):
            both = (outcome_words(decision, dispute), bears_words(decision))
            words[language] = " ".join(each for each in both if each)
    return words


def team_page(number: str | None, *, waiting: bool) -> Page[Dispute]:
    """The team's list."""
    return Paginator(queries.for_team(waiting=waiting), PER_PAGE).get_page(number)
