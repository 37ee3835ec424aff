"""Actions inside actions: one transaction, without a savepoint for each of them."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")


class _Action(transaction.Atomic):
    """The block of one action; known by its class to the actions inside."""


def one_transaction(act: Callable[P, R]) -> Callable[P, R]:
    """All of the action or nothing; called straight from another one, it joins that one's block.

    What is refused inside an action ends the whole of it. Who goes on after a refusal puts a
    `transaction.atomic()` around what may be refused: that is where a savepoint is needed.
    """

    @wraps(act)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        blocks = connection.atomic_blocks
        joins = bool(blocks) and isinstance(blocks[-1], _Action)
        with _Action(using=None, savepoint=not joins, durable=False):
            return act(*args, **kwargs)

    return acted
