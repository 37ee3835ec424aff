"""How pages look and are put together: the frame, components as macros, CSS, JS behaviours, icons.

`ui.render` answers with a page, or with one named block of it for a fragment.
"""

from kundenkreis.ui.rendering import render

__all__ = ["render"]
