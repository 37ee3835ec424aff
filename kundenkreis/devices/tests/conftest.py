"""A device with its keys, and the guide that many tests begin with."""

from kundenkreis.devices import actions
from kundenkreis.guides.tests.conftest import red_light
from tests.kept import kept

__all__ = ["red_light"]


@kept
def box(mira, at):
    """A device whose keys were made by Mira."""
    return actions.make(
        title="März", product="Alpenbox 3", count=2, by=mira, at=at
    ).devices.get(number=1)
