"""Markdown in, safe HTML out. Remote images are never loaded: they tell strangers who reads."""

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt(
    "js-default", {"html": False, "linkify": False, "breaks": True}
).disable("image")
_TAGS = {
    "p", "br", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h2", "h3", "h4",
    "hr", "table", "thead", "tbody", "tr", "th", "td", "kbd",
}  # fmt: skip


def to_html(text: str) -> str:
    """HTML of the allowed tags only; links open with `rel="nofollow ugc noopener"`."""
    html = _MARKDOWN.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )
