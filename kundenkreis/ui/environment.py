"""The Jinja2 environment of our pages: strict, translated, with the components under one name."""

import secrets
from functools import cached_property
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kundenkreis.ui.filters import FILTERS
from kundenkreis.ui.maps import map_data


class Components:
    """`ui.button(…)` in every template: the macros that `ui/components.html` lists."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    @cached_property
    def _kept(self) -> Any:
        return self._load()

    def _load(self) -> Any:
        return self._env.get_template("ui/components.html").module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load() if self._env.auto_reload else self._kept, name)


def once() -> Markup:
    """A hidden field that makes the form count once, however often it is sent."""
    return Markup('<input type="hidden" name="once" value="{}">').format(
        secrets.token_urlsafe(16)
    )


def icon(name: str, label: str = "") -> Markup:
    """A drawing from our sprite; without a label it is decoration and hidden from screen readers."""
    role = (
        Markup('role="img" aria-label="{}"').format(label)
        if label
        else Markup('aria-hidden="true"')
    )
    return Markup(
        '<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>'
    ).format(role, static("ui/icons.svg"), name)


def environment(**options: Any) -> Environment:
    """Strict: a name that is missing is an error, not an empty place."""
    options.setdefault("undefined", StrictUndefined)
    env = Environment(  # noqa: S701 - Django's backend sets autoescape
        **{**options, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"]},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(static=static, url=reverse, once=once, icon=icon, ui=Components(env))
    env.globals["map_data"] = map_data
    env.filters.update(FILTERS)
    return env
