"""Who may do what with a consultation, and until when. Pure: facts in, yes or no out."""

from datetime import timedelta

# Somebody must have taken it this long after the first candidate was there.
TAKEN_WITHIN = timedelta(hours=12)
# Who took it must have written this long after.
WRITTEN_WITHIN = timedelta(hours=24)
# A talk without an end is ended by the clock.
ENDED_WITHIN = timedelta(days=7)
# The next wave is asked when the first has not answered.
WAVE_AFTER = timedelta(minutes=10)
# Time to complain before the money moves.
COMPLAINT_WITHIN = timedelta(hours=24)


def may_charge_company(*, staff: bool) -> bool:
    """Only the brand's own people spend the brand's money."""
    return staff


def may_withdraw(*, state: str, expert_wrote: bool) -> bool:
    """Free of charge until the expert's first word."""
    return state == "offered" or (state == "accepted" and not expert_wrote)
