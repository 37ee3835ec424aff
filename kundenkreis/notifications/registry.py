"""What the other rooms bring along: reactions, schedules, sentences, transports. Wiring fills it.

A reaction is `def on_x(event: X, *, row: EventRow) -> None`. It may run twice and acts once.
A schedule is `def due(*, at: datetime) -> None`, called every minute inside each open brand.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from django.utils.functional import Promise

from kundenkreis.core.events import Event
from kundenkreis.notifications.socket import Transport
from kundenkreis.people.models import Person

Sentence = str | Promise
Reaction = Callable[..., None]


class Schedule(Protocol):
    """Finds what is due at a moment and calls the actions for it."""

    def __call__(self, *, at: datetime) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """What a notice says: gettext_lazy sentences with `{placeholders}` for its values.

    The most important first, one action, understandable without the link (ux.md 25). Blank
    lines in `body` part paragraphs. `action` labels the link to the notice's path.

    `short` is written for SMS and push (at most about 100 letters; brand and address are added);
    without one they say the subject. Everything goes by mail and push; by SMS what says so:
    `sms="yes"`, or `"fallback"` where no device took the push within some minutes. `urgent`
    passes the quiet night and is worthless an hour later. `written` goes by mail whatever the
    reader chose: orders, money, safety.
    """

    subject: Sentence
    body: Sentence
    action: Sentence
    short: Sentence = ""
    sms: Literal["", "yes", "fallback"] = ""
    urgent: bool = False
    written: bool = False
    # Answering the mail answers in the community.
    answerable: bool = False
    # For nobody but its reader: a trusted person gets no copy.
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Who else hears of something that happened around this person, and who did it for her."""

    to: Sequence[Person] = ()
    # The name of the trusted person who acted; empty when nobody did it for her.
    done_by: str = ""


class EventLike(Protocol):
    """What is asked of an event's row."""

    name: str
    payload: Any
    by_id: Any


REACTIONS: dict[type[Event], list[Reaction]] = {}
SCHEDULES: list[Schedule] = []
NOTICES: dict[str, NoticeText] = {}
TRANSPORTS: list[Transport] = []
# How a person without an account opens a path: the room that hands out keys knows.
PERSONAL_PATHS: list[Callable[[Person, str], str]] = []
# Who gets copies of what a person is told about an event: the room that owns cases knows.
COPIES: list[Callable[[Person, EventLike], Copies]] = []

# The picture a notice names by `helper:<id>`, read when it is sent: the room that keeps photos knows.
PICTURES: list[Callable[[str], bytes]] = []


def plug(
    reactions: Mapping[type[Event], list[Reaction]],
    schedules: list[Schedule],
    notices: Mapping[str, NoticeText],
    transports: list[Transport],
) -> None:
    """Wiring brings what the rooms have; what was plugged before is forgotten."""
    REACTIONS.clear()
    REACTIONS.update(reactions)
    SCHEDULES[:] = schedules
    NOTICES.clear()
    NOTICES.update(notices)
    TRANSPORTS[:] = transports


def personal_path(person: Person, path: str) -> str:
    """The path as this person can open it."""
    for personal in PERSONAL_PATHS:
        path = personal(person, path)
    return path


def picture(of: str) -> bytes:
    """The JPEG of what is named; empty where there is none, or none any more."""
    return next((found for look in PICTURES if (found := look(of))), b"") if of else b""


def transport(name: str) -> Transport:
    """The plugged transport of this name.

    :raises LookupError: there is none.
    """
    for plug in TRANSPORTS:
        if plug.name == name:
            return plug
    raise LookupError(name)
