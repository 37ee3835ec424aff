"""Who may do what with articles, and how sure we are that one helps. Pure."""

from math import sqrt


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
