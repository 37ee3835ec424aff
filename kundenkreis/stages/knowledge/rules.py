"""Who may do what with articles, how sure we are that one helps, how words are kept. Pure."""

from math import sqrt

from django.utils.text import slugify

from kundenkreis.core import text as texts


def may_edit(*, staff: bool) -> bool:
    """Write, publish, check and withdraw articles."""
    return staff


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


def slug_of(title: str) -> str:
    """The title in an address: `drucker-einrichten`. Never empty."""
    plain = title.lower().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss"})
    return slugify(plain)[:80].strip("-") or "article"


def as_kept(title: str, summary: str, body: str) -> tuple[str, str, str]:
    """Title, summary and body as a revision keeps them, to see whether anything changed."""
    return texts.tidy(title), texts.tidy(summary)[:600], texts.tidy(body)
