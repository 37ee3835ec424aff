"""Texts by their names: one for a reader, many for moderators."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.moderation import socket
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person


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
