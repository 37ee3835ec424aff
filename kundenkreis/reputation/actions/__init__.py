"""What can happen to abilities: outcomes are reported, the rule gives and takes, people decide with reasons."""

from kundenkreis.reputation.actions.deciding import (
    decide_objection,
    give,
    object_to,
    set_rule,
    withdraw,
)
from kundenkreis.reputation.actions.outcomes import forget_outcome, overturn, record, weigh

__all__ = [
    "decide_objection", "forget_outcome", "give", "object_to", "overturn", "record", "set_rule", "weigh", "withdraw",
]  # fmt: skip
