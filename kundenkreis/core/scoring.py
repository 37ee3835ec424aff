"""One way to rank whoever could help: weighed parts, and a bounded share of places for newcomers. Pure.

Helpers, experts and agents are ranked by it alike; each room says which parts there are.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def weighed(parts: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """What each part (from 0 to 1) gives to the score; the sum is the score.

    :raises KeyError: a part without weight.
    """
    return {name: weights[name] * part for name, part in parts.items()}


def drawn(*request: object) -> int:
    """63 bits drawn from what was asked: the same question always draws the same."""
    words = "|".join(str(part) for part in request)
    return int.from_bytes(sha256(words.encode()).digest()[:8]) >> 1


def places(share: float, of: int, *, draw: int) -> int:
    """How many of `of` places newcomers may take: `share` of them, a fraction by the draw.

    Of three places and a tenth, three draws in ten give one. Never more than the share, rounded up.
    """
    whole, rest = divmod(share * of, 1)
    return int(whole) + (draw % 10_000 < round(rest * 10_000))


def with_newcomers(
    order: Sequence[T], newcomers: Sequence[T], *, count: int, is_new: Callable[[T], bool]
) -> list[T]:
    """The first places, the last of them given to newcomers until `count` are among them.

    `order`: who stands on the places, best first. `newcomers`: the best newcomers, also those who
    stand on no place. Nobody is taken in who fits less than the conditions, and nobody new is moved out.
    """
    missing = count - sum(map(is_new, order))
    fresh = [each for each in newcomers if each not in order][: max(0, missing)]
    result = list(order)
    for _each in fresh:
        old = [number for number, each in enumerate(result) if not is_new(each)]
        if not old:
            break
        del result[old[-1]]
    return [*result, *fresh[: len(order) - len(result)]]
