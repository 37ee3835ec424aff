"""How a consultation moves, as data. The database keeps the same table (`migrations/sql/experts.sql`)."""

from dataclasses import dataclass

from kundenkreis.stages.experts.models import Consultation

State = Consultation.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One way from one state to another, and who may go it: customer, expert, staff or clock."""

    name: str
    sources: tuple[State, ...]
    target: State
    actors: tuple[str, ...]
    # The column that gets the date.
    dated: str


TRANSITIONS = {
    each.name: each
    for each in (
        Transition(
            name="acceptance",
            sources=(State.OFFERED,),
            target=State.ACCEPTED,
            actors=("expert",),
            dated="accepted_at",
        ),
        # Everybody who was asked, or the one expert who was wanted, has refused.
        Transition(
            name="refusal",
            sources=(State.OFFERED,),
            target=State.DECLINED,
            actors=("expert",),
            dated="closed_at",
        ),
        # After the acceptance only as long as the expert has not written yet.
        Transition(
            name="withdrawal",
            sources=(State.OFFERED, State.ACCEPTED),
            target=State.WITHDRAWN,
            actors=("customer", "staff", "clock"),
            dated="closed_at",
        ),
        # Nobody took it in time, or who took it never wrote.
        Transition(
            name="expiry",
            sources=(State.OFFERED, State.ACCEPTED),
            target=State.EXPIRED,
            actors=("clock",),
            dated="closed_at",
        ),
        Transition(
            name="end",
            sources=(State.ACCEPTED,),
            target=State.ENDED,
            actors=("expert", "clock"),
            dated="ended_at",
        ),
        Transition(
            name="review",
            sources=(State.ENDED,),
            target=State.RATED,
            actors=("customer", "staff"),
            dated="rated_at",
        ),
    )
}
