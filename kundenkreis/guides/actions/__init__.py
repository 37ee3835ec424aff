"""Everything that can happen to a guide: written, published, walked."""

from kundenkreis.guides.actions.editing import (
    add_step,
    begin,
    describe,
    move_step,
    redraft,
    remove_step,
    translate,
    write_step,
)
from kundenkreis.guides.actions.publishing import publish, withdraw
from kundenkreis.guides.actions.walking import answer, go_on, helped, walk
from kundenkreis.guides.actions.whole import rewrite

__all__ = [
    "add_step",
    "answer",
    "begin",
    "describe",
    "go_on",
    "helped",
    "move_step",
    "publish",
    "redraft",
    "remove_step",
    "rewrite",
    "translate",
    "walk",
    "withdraw",
    "write_step",
]
