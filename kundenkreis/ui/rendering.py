"""Answering with a page or one block of it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.context_processors import csrf
from django.utils import timezone
from django.utils.html import format_html
from jinja2_fragments import render_block

from kundenkreis.ui.context import frame


def render(
    request: HttpRequest,
    template: str,
    values: Mapping[str, Any] | None = None,
    *,
    block: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or only the named block of it (a fragment); times in the brand's zone."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    token = str(csrf(request)["csrf_token"])
    context = {
        **frame(request),
        "request": request,
        "csrf_token": token,
        "csrf_input": format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token
        ),
        **(values or {}),
    }
    brand = context["brand"]
    with timezone.override(brand.timezone if brand else settings.TIME_ZONE):
        html = (
            render_block(env, template, block, **context)
            if block
            else env.get_template(template).render(context)
        )
    return HttpResponse(html, status=status)


def piece(template: str, values: Mapping[str, Any]) -> str:
    """The template as HTML, without what a page knows of its request."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    html: str = env.get_template(template).render(values)
    return html
