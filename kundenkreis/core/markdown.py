"""Markdown in, safe HTML out. Remote images are never loaded: they tell strangers who reads.

A picture or film of our own, `![words](media:id)`, is shown where the caller can draw it, else said in words.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

OURS = "media:"
# Signs that nobody writes: between them stands the number of a figure until all else is cleaned.
_BEGIN, _END = "\ue000", "\ue001"
_FIGURE = re.compile(f"{_BEGIN}(\\d+){_END}")
_SIGNS = str.maketrans("", "", _BEGIN + _END)
_TAGS = {
    "p", "br", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h2", "h3", "h4",
    "hr", "table", "thead", "tbody", "tr", "th", "td", "kbd",
}  # fmt: skip

# Draws one of ours, by its id and the words that stand with it; empty where it cannot.
Show = Callable[[str, str], str]


def _image(
    renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """One of ours that is not drawn: its words. Any other: a link, for who wants to go there."""
    words, address = escapeHtml(tokens[index].content), str(tokens[index].attrGet("src") or "")  # fmt: skip
    return words if address.startswith(OURS) else f'<a href="{escapeHtml(address)}">{words or escapeHtml(address)}</a>'  # fmt: skip


_MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_MARKDOWN.add_render_rule("image", _image)


def to_html(text: str, show: Show | None = None) -> str:
    """HTML of the allowed tags only, and what `show` draws; links open with `rel="nofollow ugc noopener"`."""
    tokens, figures = _MARKDOWN.parse(text.translate(_SIGNS)), list[str]()
    if show:
        tokens = _with_figures(tokens, show, figures)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(
        html.replace("<h1>", "<h2>").replace("</h1>", "</h2>"),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow ugc noopener",
    )
    return _FIGURE.sub(lambda found: figures[int(found[1])], clean) if figures else clean


def _with_figures(tokens: list[Token], show: Show, figures: list[str]) -> list[Token]:
    """Each paragraph that shows something is cut there: a figure stands between paragraphs, never in one."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type != "paragraph_open":
            made.append(tokens[at])
            at += 1
            continue
        opening, inline, closing = tokens[at : at + 3]
        for piece in _pieces(inline, show, figures):
            if isinstance(piece, str):
                made.append(Token("html_block", "", 0, content=piece))
            else:
                made += [opening, Token("inline", "", 0, children=piece), closing]
        at += 3
    return made


def _pieces(token: Token, show: Show, figures: list[str]) -> list[str | list[Token]]:
    """What a paragraph says, and the places of its figures, in order."""
    pieces: list[str | list[Token]] = []
    words: list[Token] = []
    for child in token.children or []:
        if drawn := _drawn(child, show):
            figures.append(drawn)
            pieces += [_trimmed(words), f"{_BEGIN}{len(figures) - 1}{_END}\n"]
            words = []
        else:
            words.append(child)
    return [piece for piece in (*pieces, _trimmed(words)) if piece]


def _trimmed(words: list[Token]) -> list[Token]:
    """Without ends of lines before and behind."""
    while words and _is_blank(words[-1]):
        words = words[:-1]
    while words and _is_blank(words[0]):
        words = words[1:]
    return words


def _is_blank(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and not token.content.strip())  # fmt: skip


def _drawn(child: Token, show: Show) -> str:
    address = str(child.attrGet("src") or "") if child.type == "image" and child.level == 0 else ""  # fmt: skip
    return show(address.removeprefix(OURS), child.content) if address.startswith(OURS) else ""  # fmt: skip
