"""A picture of Aylin's, and a film, as they stand in the database."""

from io import BytesIO

import pytest

from kundenkreis.media import actions
from kundenkreis.media.models import Media
from kundenkreis.media.tests.files import ALL, mp4
from tests.kept import kept


def bring(data, by, at, words="Der Knopf am Router", **more) -> Media:
    return actions.add(BytesIO(data), words=words, language="de", by=by, at=at, **more)


@kept
def picture(aylin, at) -> Media:
    return bring(ALL["picture"], aylin, at)


@kept
def film(aylin, at) -> Media:
    """Of two and a half pieces."""
    return bring(mp4(media=bytes(range(250)) * 10_000), aylin, at, "So geht es")


@pytest.fixture
def shown(picture, film, aylin, at):
    """Everybody sees both."""
    actions.show("article:x", [picture.pk, film.pk], by=aylin, at=at)
