"""Who may do what here and why; what is missing to the next."""

from kundenkreis.reputation.queries.holding import (
    abilities_of,
    asked_for,
    contested,
    grant_for,
    grants_of,
    holders,
    latest,
    member_for,
    rule_of,
    weighed,
)
from kundenkreis.reputation.queries.showing import Shown, shown_for

__all__ = [
    "Shown", "abilities_of", "asked_for", "contested", "grant_for", "grants_of", "holders", "latest", "member_for", "rule_of", "shown_for", "weighed",
]  # fmt: skip
