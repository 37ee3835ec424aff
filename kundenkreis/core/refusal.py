"""Saying no in words: one sentence that page, API and telephone show alike."""

from collections.abc import Mapping
from datetime import timedelta


class Refused(Exception):
    """An action says no. `reason` is a stable word, `sentence` what a person may read.

    `fields` names the inputs at fault, each with its own sentence. Bugs are other exceptions.
    """

    status = 409

    def __init__(
        self, reason: str, sentence: str, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = sentence
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        return f"{self.reason}: {self.sentence}"


class Invalid(Refused):
    """What was sent cannot be understood or used; the sender can mend it."""

    status = 422


class NotFound(Refused):
    """It is not there, or not there for you: strangers cannot tell the difference."""

    status = 404


class NotAllowed(Refused):
    """Known to you, but not yours to do."""

    status = 403


class TooMany(Refused):
    """Too often in too short a time. `wait`: how long until it may be tried again, where that is known."""

    status = 429

    def __init__(
        self,
        reason: str,
        sentence: str,
        fields: Mapping[str, str] | None = None,
        *,
        wait: timedelta | None = None,
    ) -> None:
        super().__init__(reason, sentence, fields)
        self.wait = wait
