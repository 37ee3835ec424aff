"""Loading the house: what it brings to life stays, so nobody need look through it for rubbish."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def for_good() -> Iterator[None]:
    """What is loaded inside lasts as long as the process; the collector sleeps meanwhile.

    Models and schemas are a million small objects. Python would go through all of them again and
    again while they grow (a fifth of the time to start), and later at each full collection.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
