"""What may be hidden, reports, and what was decided with its reasons."""

from kundenkreis.moderation.models.flags import Flag
from kundenkreis.moderation.models.hideable import Hideable
from kundenkreis.moderation.models.statements import Outcome, Rule, StatementOfReasons

__all__ = ["Flag", "Hideable", "Outcome", "Rule", "StatementOfReasons"]
