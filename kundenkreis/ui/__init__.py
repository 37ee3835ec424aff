"""How pages look and are put together: the frame, components as macros, CSS, JS behaviours, icons.

`ui.render` answers with a page, or with one named block of it for a fragment; `ui.piece` is HTML without a frame.
"""

from kundenkreis.ui.rendering import piece, render

__all__ = ["piece", "render"]
