"""granian around our application: one worker, threads of our own, an end that keeps its promise."""

import multiprocessing
import os
import signal
from types import FrameType

from granian import Granian
from granian.constants import Interfaces, Loops, RuntimeModes
from granian.log import LogLevels

# Tells a worker to end its live streams: granian waits for open ones and would have to kill it.
FAREWELL = signal.SIGUSR1
GRACE = 3  # seconds for answers under way


def pool_size() -> str:
    """A connection for each thread, and two for whatever happens beside."""
    return str(int(os.environ.get("WEB_THREADS", "8")) + 2)


def serve(host: str, port: int) -> None:
    """Until SIGTERM or SIGINT; then within 3 seconds."""
    signal.signal(
        FAREWELL, signal.SIG_IGN
    )  # inherited: harmless until a worker listens to it
    server = Granian(
        "kundenkreis.server.application:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        runtime_mode=RuntimeModes.st,
        loop=Loops.uvloop,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    )
    server.on_startup(_say_farewell_first)
    server.serve()


def _say_farewell_first() -> None:
    """Put ourselves before granian's handlers, which are in place by now."""
    for number in (signal.SIGTERM, signal.SIGINT):
        theirs = signal.getsignal(number)

        def ours(signum: int, frame: FrameType | None, theirs: object = theirs) -> None:
            for child in multiprocessing.active_children():
                if child.pid:
                    os.kill(child.pid, FAREWELL)
            if callable(theirs):
                theirs(signum, frame)

        signal.signal(number, ours)
