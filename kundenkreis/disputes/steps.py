"""Everything that may happen to a dispute, as data. The database has the same rows (`disputes.sql`)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

CUSTOMER, HELPER, STAFF, CLOCK = "customer", "helper", "staff", "clock"
# Who objected, and the side that is asked: each of them is customer or helper.
CLAIMANT, OTHER = "claimant", "other"
NOTHING = "-"


class State(models.TextChoices):
    """Where a dispute is."""

    OPEN = "open", _("the other side is asked")
    ANSWERED = "answered", _("both sides were heard")
    UNANSWERED = "unanswered", _("the other side did not answer in time")
    DECIDED = "decided", _("decided")
    SECOND_LOOK = "second_look", _("somebody else looks again")
    SETTLED = "settled", _("settled")
    WITHDRAWN = "withdrawn", _("taken back")


# Until one of these the money waits.
ENDED = (State.SETTLED, State.WITHDRAWN)
# Now one of the team decides.
TO_DECIDE = (State.ANSWERED, State.UNANSWERED, State.SECOND_LOOK)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may happen. Staff speaks for a side on the telephone. Notices: to whom which kind."""

    name: str
    start: str
    end: State
    actors: frozenset[str]
    noun: str = ""
    notices: tuple[tuple[str, str], ...] = ()


def _row(
    name: str, start: str, end: State, actors: str, noun: str = "", notices: str = ""
) -> Step:
    told = tuple(
        (who, kind) for who, _is, kind in (n.partition("=") for n in notices.split())
    )
    return Step(name, start, end, frozenset(actors.split()), noun, told)


_S = State
_DECIDED = f"{CUSTOMER}=dispute_decided {HELPER}=dispute_decided"
STEPS = (
    _row("object", NOTHING, _S.OPEN, "claimant staff", "", "claimant=dispute_received other=dispute_opened"),
    _row("answer", _S.OPEN, _S.ANSWERED, "other staff", "answer", "claimant=dispute_answered staff=dispute_waiting"),
    _row("answer", _S.UNANSWERED, _S.ANSWERED, "other staff", "answer", "claimant=dispute_answered"),
    _row("lapse", _S.OPEN, _S.UNANSWERED, "clock", "", "staff=dispute_waiting"),
    _row("take_back", _S.OPEN, _S.WITHDRAWN, "claimant staff", "withdrawal", "other=dispute_taken_back"),
    _row("take_back", _S.ANSWERED, _S.WITHDRAWN, "claimant staff", "withdrawal", "other=dispute_taken_back"),
    _row("take_back", _S.UNANSWERED, _S.WITHDRAWN, "claimant staff", "withdrawal", "other=dispute_taken_back"),
    _row("decide", _S.ANSWERED, _S.DECIDED, "staff", "decision", _DECIDED),
    _row("decide", _S.UNANSWERED, _S.DECIDED, "staff", "decision", _DECIDED),
    _row("ask_again", _S.DECIDED, _S.SECOND_LOOK, "claimant other staff", "second-look", f"{CUSTOMER}=dispute_second_look {HELPER}=dispute_second_look staff=dispute_waiting"),
    _row("decide", _S.SECOND_LOOK, _S.SETTLED, "staff", "decision", f"{CUSTOMER}=dispute_decided_again {HELPER}=dispute_decided_again"),
    _row("settle", _S.DECIDED, _S.SETTLED, "clock", "", f"{CUSTOMER}=dispute_settled {HELPER}=dispute_settled"),
)  # fmt: skip


def step(name: str, start: str) -> Step | None:
    """What `name` means in this state; None when it means nothing."""
    return next((each for each in STEPS if (each.name, each.start) == (name, start)), None)


def allowed(state: str, actors: set[str]) -> list[Step]:
    """What these actors may do now, by an endpoint."""
    return [s for s in STEPS if s.start == state and s.noun and s.actors & actors]
