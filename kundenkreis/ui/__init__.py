"""How pages look and are put together: the frame, components as macros, CSS, JS behaviours, icons.

`ui.render` answers with a page, or with one named block of it for a fragment;
`ui.render_bare` answers when there is no database.
"""

from kundenkreis.ui.rendering import render, render_bare

__all__ = ["render", "render_bare"]
