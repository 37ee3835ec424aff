"""The API of this room: reading articles, and writing them."""

from kundenkreis.stages.knowledge.api import editing as editing
from kundenkreis.stages.knowledge.api import reading as reading
from kundenkreis.stages.knowledge.api.router import router as router
