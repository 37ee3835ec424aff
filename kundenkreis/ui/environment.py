"""The Jinja2 environment of our pages."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from kundenkreis.ui import filters


def environment(**options: Any) -> Environment:
    """Strict: a name that is missing is an error, not an empty place."""
    options.setdefault("undefined", StrictUndefined)
    env = Environment(**{**options, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"]}, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django's backend sets autoescape
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    env.globals.update(static=static, url=reverse, once=filters.once, icon=filters.icon)
    env.filters.update(filters.FILTERS)
    return env
