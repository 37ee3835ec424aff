"""Texts by their names: one for a reader, many for moderators, with their reports and decisions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation import socket
from kundenkreis.moderation.models import Flag, StatementOfReasons
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person

PER_PAGE = 20


def thing_for(target: str, *, reader: Person | None) -> Thing:
    """The text, if this reader may read it; `reader` None: for moderators.

    :raises NotFound: otherwise, and for names that mean nothing.
    """
    things = things_of([target], reader=reader)
    if target not in things:
        raise NotFound("not_found", _("There is no such text."))
    return things[target]


def things_of(targets: Iterable[str], *, reader: Person | None = None) -> dict[str, Thing]:
    """Those of them that are there, by target."""
    ids: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        kind, _colon, pk = target.partition(":")
        ids[kind].append(pk)
    found = (
        thing
        for kind, keys in ids.items()
        if kind in socket.PLUGS
        for thing in socket.PLUGS[kind].find(keys, reader=reader)
    )
    return {thing.target: thing for thing in found}


@dataclass(frozen=True, slots=True)
class Flagged:
    """A text with the flags that wait for a moderator."""

    thing: Thing
    flags: list[Flag]


def flagged(number: Any) -> tuple[Page[Flag], list[Flagged]]:
    """Texts with waiting flags, the longest waiting first. The page counts flags."""
    waiting = Flag.objects.waiting().select_related("by").order_by("at")
    page = Paginator(waiting, PER_PAGE).get_page(number)
    flags: dict[str, list[Flag]] = defaultdict(list)
    for flag in page:
        flags[flag.target].append(flag)
    things = things_of(flags)
    return page, [
        Flagged(things[target], rows) for target, rows in flags.items() if target in things
    ]


def history_of(target: str) -> dict[str, Any]:
    """Waiting flags and earlier decisions about a text."""
    flags = Flag.objects.waiting().on(target)
    decisions = StatementOfReasons.objects.all().about(target)
    return {
        "flags": list(flags.select_related("by").order_by("at")),
        "decisions": list(decisions.select_related("by")),
    }
