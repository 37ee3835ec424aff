"""The only place that knows every room: plugs into sockets, reactions onto events, sentences onto notices.

A new stage, transport, provider or reaction is one line here.
"""

from kundenkreis.wiring.plugging import plug_in
from kundenkreis.wiring.plugs import (
    EXPORTERS,
    IMPORTERS,
    MODERATED,
    PERSONAL_DATA,
    PROVIDERS,
    STAGES,
    TRANSPORTS,
    WISHES,
)

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "MODERATED",
    "PERSONAL_DATA",
    "PROVIDERS",
    "STAGES",
    "TRANSPORTS",
    "WISHES",
    "plug_in",
]
