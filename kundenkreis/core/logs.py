"""One line a happening: JSON for machines, key=value on a terminal.

Nothing about people is written: no addresses of pages (they may hold keys), no query strings, no
bodies. Exceptions appear by kind and place; their words often quote what somebody typed.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

Line = MutableMapping[str, Any]
# These repeat, with the address of the page, what our own line about the request says.
SILENT = ("django.request", "django.security", "django.server", "asyncio")


def set_up() -> None:
    """Once per process that runs for long; tests and tools keep the plain defaults."""
    terminal = sys.stderr.isatty()
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer(pad_event_to=0)
        if terminal
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in ("procrastinate", "psycopg"):
        logging.getLogger(name).setLevel(logging.WARNING)


def without_words(logger: Any, name: str, line: Line) -> Line:
    """A structlog processor: the exception's kind and place instead of its text."""
    given = line.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else None
    if given and error is None:
        error = given[1] if isinstance(given, tuple) else sys.exc_info()[1]
    if error is not None:
        line.update(described(error))
    return line


def described(error: BaseException) -> dict[str, Any]:
    """`error` (kind), `law` (constraint or SQLSTATE of the database) and `where`, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    found: dict[str, Any] = {
        "error": type(error).__qualname__,
        "where": [
            f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}"
            for frame in frames
        ],
    }
    diagnosis = getattr(error.__cause__ or error, "diag", None)
    if diagnosis is not None:
        found["law"] = diagnosis.constraint_name or diagnosis.sqlstate
    return found
