"""Documents of the demo's helpers: some wait for Mira, some she has looked at, one ends soon."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from kundenkreis.checks import actions
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person

YEAR = timedelta(days=365)
# Number of the helper, what she sent, how long ago.
WAITING = ((3, "insurance", timedelta(hours=20)), (8, "conduct", timedelta(hours=5)), (13, "conduct", timedelta(hours=2)))  # fmt: skip
TITLES = {"insurance": "Haftpflichtversicherung", "conduct": "Strafregisterauszug"}


def hand_in(helpers: Sequence[Helper], mira: Person, at: datetime) -> None:
    """Jonas has everything, and his insurance ends in three weeks."""
    for kind, ends in (("conduct", at + 2 * YEAR), ("insurance", at + timedelta(days=21))):
        _checked(helpers[0], kind, ends, mira, at - timedelta(days=300))
    for number, kind, ago in WAITING:
        helper = helpers[number]
        paper = drawn(TITLES[kind], helper.person.name)
        actions.hand_in(helper, kind, paper, by=helper.person, at=at - ago)
    unclear = actions.hand_in(
        helpers[5], "conduct", drawn(TITLES["conduct"], helpers[5].person.name),
        by=helpers[5].person, at=at - timedelta(days=2),
    )  # fmt: skip
    actions.decline(unclear, reason="Das Datum ist abgeschnitten. Bitte fotografieren Sie das ganze Blatt.", by=mira, at=at - timedelta(days=1))  # fmt: skip


def _checked(helper: Helper, kind: str, ends: datetime, mira: Person, at: datetime) -> None:
    paper = drawn(TITLES[kind], helper.person.name)
    document = actions.hand_in(helper, kind, paper, by=helper.person, at=at)
    actions.confirm(document, since=at, until=ends, by=mira, at=at)


def drawn(title: str, name: str) -> bytes:
    """A sheet on which everybody can read that it is none."""
    sheet = Image.new("RGB", (800, 1130), "#f7f4ec")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 760, 1090), outline="#0b5d5e", width=4)
    pen.text((80, 100), title, fill="#222222", font_size=40)
    pen.text((80, 200), name, fill="#222222", font_size=34)
    pen.text((80, 560), "MUSTER – erfunden", fill="#b3382c", font_size=60)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()
