"""Photos of the demo's helpers: painted faces, so that nobody's real one stands there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from kundenkreis.helpers.models import Helper
from kundenkreis.portraits import actions

# The first ones of the cast; the others show none, as in real life.
HOW_MANY = 14
WALLS = ("#d9e6e2", "#efe1cf", "#dfe3ee", "#ecdcd6", "#e3e8d3")
HAIR = ("#3b2a20", "#6b4a2b", "#a8a29a", "#1f1d1c", "#8c3f22", "#d8b26a")
SKIN = ("#e9c3a0", "#d9a57c", "#f1d3b8", "#b97f56", "#c99468")
SHIRTS = ("#0b5d5e", "#7a3b2e", "#34507a", "#5b5f2c", "#6d3f63")


def put_up(helpers: Sequence[Helper], at: datetime) -> None:
    """Jonas and those around him."""
    since = at - timedelta(days=200)
    for number, helper in enumerate(helpers[:HOW_MANY]):
        actions.put_up(helper, painted(number), by=helper.person, at=since)


def painted(number: int) -> bytes:
    """A face, the same for the same number, as a PNG of 480 pixels a side."""
    wall, hair, skin, shirt = (
        each[number * step % len(each)]
        for each, step in ((WALLS, 1), (HAIR, 5), (SKIN, 3), (SHIRTS, 2))
    )
    sheet = Image.new("RGB", (480, 480), wall)
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((70, 350, 410, 700), fill=shirt)
    if number % 2:  # long hair
        pen.rounded_rectangle((128, 110, 352, 390), 90, fill=hair)
    pen.rectangle((205, 300, 275, 390), fill=skin)
    pen.ellipse((145, 100, 335, 345), fill=skin)
    pen.pieslice((138, 80, 342, 300), 180, 360, fill=hair)
    for left in (190, 270):
        pen.ellipse((left, 210, left + 20, 232), fill="#2b2522")
    pen.arc((195, 225, 285, 295), 25, 155, fill="#8a3d33", width=7)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
