"""Everything that may happen on the path, as data. One truth for code, database, pages and tests.

The database has the same rows in `kundenkreis_certificationtransition`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where somebody stands on the path of one service."""

    APPLICANT = "applicant", _("applicant")
    ID_CHECKED = "id_checked", _("identity checked")
    TRAINED = "trained", _("trained")
    SUPERVISED = "supervised", _("first visits, supervised")
    CERTIFIED = "certified", _("certified")
    TRAINER = "trainer", _("trainer")
    SUSPENDED = "suspended", _("suspended")
    REFUSED = "refused", _("not accepted")
    ENDED = "ended", _("ended by the helper")


# Before it has a state.
NOTHING = "-"
# The way up, as it is shown.
PATH = (State.APPLICANT, State.ID_CHECKED, State.TRAINED, State.SUPERVISED, State.CERTIFIED, State.TRAINER)  # fmt: skip
# In these, customers may be offered this helper for the service.
VISITING = (State.SUPERVISED, State.CERTIFIED, State.TRAINER)
WAITING = (State.APPLICANT, State.ID_CHECKED, State.TRAINED)
# So many supervised visits must have been seen and found good.
FIRST_VISITS = 3

HELPER, TRAINER, MANAGER, CLOCK = "helper", "trainer", "manager", "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One thing that may happen. `noun` stands in `POST /certifications/{id}/<noun>/`."""

    name: str
    start: str
    end: State
    actors: frozenset[str]
    noun: str = ""
    # Its author writes why, and the helper reads it.
    reasoned: bool = False
    # What the helper is told, by its kind.
    notice: str = ""


def _rows() -> Sequence[Transition]:
    S = State  # noqa: N806 - a table wants short names
    table: list[tuple[str, str, State, set[str], str, str]] = [
        # name, from, to, actors, noun, notice
        ("apply", NOTHING, S.APPLICANT, {HELPER, MANAGER}, "", ""),
        ("apply", S.REFUSED, S.APPLICANT, {HELPER, MANAGER}, "", ""),
        ("apply", S.ENDED, S.APPLICANT, {HELPER, MANAGER}, "", ""),
        ("check_identity", S.APPLICANT, S.ID_CHECKED, {CLOCK}, "", ""),
        ("train", S.ID_CHECKED, S.TRAINED, {CLOCK}, "", "step_trained"),
        ("admit", S.TRAINED, S.SUPERVISED, {MANAGER}, "admission", "step_admitted"),
        ("certify", S.SUPERVISED, S.CERTIFIED, {MANAGER, TRAINER}, "certificate", "step_certified"),
        ("appoint", S.CERTIFIED, S.TRAINER, {MANAGER}, "appointment", "step_appointed"),
        ("step_down", S.TRAINER, S.CERTIFIED, {HELPER, MANAGER}, "step-down", ""),
        ("recognise", NOTHING, S.CERTIFIED, {MANAGER, CLOCK}, "", "step_certified"),
        *(("recognise", start, S.CERTIFIED, {MANAGER, CLOCK}, "recognition", "step_certified") for start in WAITING),
        *(("refuse", start, S.REFUSED, {MANAGER}, "refusal", "step_refused") for start in WAITING),
        *(("suspend", start, S.SUSPENDED, {MANAGER}, "", "step_suspended") for start in VISITING),
        *(("reinstate", S.SUSPENDED, end, {MANAGER}, "reinstatement", "step_reinstated") for end in VISITING),
        *(("leave", start, S.ENDED, {HELPER}, "end", "") for start in (*WAITING, *VISITING)),
    ]  # fmt: skip
    return [
        Transition(
            name=name, start=str(start), end=end, actors=frozenset(actors), noun=noun,
            reasoned=name in REASONED, notice=notice,
        )
        for name, start, end, actors, noun, notice in table
    ]  # fmt: skip


REASONED = ("recognise", "refuse", "suspend", "reinstate")
TRANSITIONS: Sequence[Transition] = _rows()


def transition(name: str, start: str, end: str = "") -> Transition | None:
    """What `name` means in this state; `end` where it can lead to several."""
    return next(
        (t for t in TRANSITIONS if (t.name, t.start) == (name, start) and end in ("", t.end)),
        None,
    )  # fmt: skip


def allowed(state: str, actors: set[str]) -> list[Transition]:
    """What these actors may do in this state by an endpoint, each noun once."""
    found = {
        t.noun: t for t in TRANSITIONS if t.start == state and t.noun and t.actors & actors
    }
    return list(found.values())
