"""What may be hidden, what is reported and waits, what was decided with its reasons, and objections."""

from kundenkreis.moderation.models.appeals import Appeal, ContentNotice
from kundenkreis.moderation.models.flags import Flag
from kundenkreis.moderation.models.hideable import Hideable
from kundenkreis.moderation.models.prints import TextPrint
from kundenkreis.moderation.models.queue import FlagThreshold, QueueItem, Suspension
from kundenkreis.moderation.models.statements import (
    HARMLESS,
    Outcome,
    Rule,
    Source,
    StatementOfReasons,
)

__all__ = [
    "HARMLESS", "Appeal", "ContentNotice", "Flag", "FlagThreshold", "Hideable", "Outcome", "QueueItem", "Rule", "Source",
    "StatementOfReasons", "Suspension", "TextPrint",
]  # fmt: skip
