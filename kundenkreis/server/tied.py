"""Children that do not outlive their parent, however it ends (Linux)."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def to_parent(number: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: this signal comes when the thread that started us ends.

    Changing the account clears the wish, so it must be said after that; `subprocess` does.
    """
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def this_process(number: signal.Signals) -> None:
    """The same for a process that is already running."""
    _libc.prctl(PR_SET_PDEATHSIG, number)
