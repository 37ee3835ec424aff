"""Everything that can happen to what others wrote, as sentences."""

from kundenkreis.moderation.actions.decisions import hide, keep, restore
from kundenkreis.moderation.actions.flags import flag

__all__ = ["flag", "hide", "keep", "restore"]
