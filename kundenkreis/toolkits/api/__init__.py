"""API: toolkits with their fields and rules, what fits, designs."""

from kundenkreis.toolkits.api.toolkits import router

__all__ = ["router"]
