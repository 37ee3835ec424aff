"""Who may do what with articles, how sure we are that one helps, how words are kept. Pure."""

from collections.abc import Collection
from math import sqrt

from django.utils.text import slugify

from kundenkreis.core import text as texts

# The way of a text to its readers: (step, from, to). The same table stands in articles.sql.
TRANSITIONS = (
    ("write", "-", "draft"),
    ("send", "draft", "in_review"),
    ("return", "in_review", "draft"),
    ("return", "approved", "draft"),
    ("approve", "in_review", "approved"),
    ("publish", "approved", "published"),
    ("replace", "published", "expired"),
    ("withdraw", "published", "expired"),
    ("expire", "published", "expired"),
    ("renew", "expired", "published"),
)
_ONWARDS = {"draft": "send", "in_review": "approve", "approved": "publish"}


def after(state: str, name: str) -> str | None:
    """The state after this step; None where it is not allowed."""
    return next((to for each, start, to in TRANSITIONS if (each, start) == (name, state)), None)  # fmt: skip


def way_to_readers(state: str) -> list[str]:
    """The steps that are missing until people read it; at least `publish`."""
    names = []
    while state in _ONWARDS:
        names.append(_ONWARDS[state])
        state = after(state, names[-1]) or ""
    return names or ["publish"]


def may_write(roles: Collection[str]) -> bool:
    """The team: writes texts, sends them to review, checks whether they are still right."""
    return bool(set(roles) & {"agent", "moderator", "manager"})


def may_approve(roles: Collection[str]) -> bool:
    """Moderators and managers: approve, return, publish, retire and restore."""
    return bool(set(roles) & {"moderator", "manager"})


def wilson(helped: int, tried: int, z: float = 1.96) -> float:
    """Lower bound of the share that it helps, at 95 %: small numbers do not shine.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference".
    """
    if not tried:
        return 0.0
    share = helped / tried
    middle = share + z * z / (2 * tried)
    spread = z * sqrt((share * (1 - share) + z * z / (4 * tried)) / tried)
    return max(0.0, (middle - spread) / (1 + z * z / tried))


def at_best(helped: int, tried: int) -> float:
    """Upper bound of the share that it helps, at 95 %: who stays low even so, is bad."""
    return 1.0 - wilson(tried - helped, tried)


def slug_of(title: str) -> str:
    """The title in an address: `drucker-einrichten`. Never empty."""
    plain = title.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    return slugify(plain)[:80].strip("-") or "article"


def as_kept(title: str, summary: str, body: str) -> tuple[str, str, str]:
    """Title, summary and body as a revision keeps them, to see whether anything changed."""
    return texts.tidy(title), texts.tidy(summary)[:600], texts.tidy(body)
