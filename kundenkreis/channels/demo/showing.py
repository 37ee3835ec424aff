"""A photo guide of Aylin's, a film of Reto's, and a draft that a solved question taught. All drawn by ourselves.

`content/alpenbox.webm` is a drawing on a canvas, coded by a browser's own encoder (VP8, without sound).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from kundenkreis.brands.models import Topic
from kundenkreis.lessons import actions as lessons
from kundenkreis.media import actions as media
from kundenkreis.media.rules import steps_of
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Question
from kundenkreis.stages.knowledge import actions

FILM = Path(__file__).parent / "content" / "alpenbox.webm"
# What is seen, what to do, how far the plug is out, which lamps are on.
STEPS = (
    ("Die Alpenbox von hinten, der Netzstecker steckt rechts", "Suchen Sie den Netzstecker. Er steckt auf der rechten Seite.", 0, ("#ffd24a", "#e4572e", "")),
    ("Der Netzstecker ist ausgezogen, alle Lampen sind dunkel", "Ziehen Sie den Stecker aus. Warten Sie zehn Sekunden.", 90, ("", "", "")),
    ("Der Netzstecker steckt wieder, drei Lampen leuchten", "Stecken Sie ihn wieder ein. Nach zwei Minuten leuchten drei Lampen.", 0, ("#ffd24a", "#6fd08c", "#6fd08c")),
)  # fmt: skip
GERMAN = b"""WEBVTT

00:00.000 --> 00:02.000
Die rote Lampe blinkt.

00:02.000 --> 00:05.000
Ziehen Sie den Stecker und warten Sie zehn Sekunden.

00:05.000 --> 00:08.000
Stecken Sie ihn wieder ein. Die Lampen werden gr\xc3\xbcn.
"""
ENGLISH = b"""WEBVTT

00:00.000 --> 00:02.000
The red lamp is flashing.

00:02.000 --> 00:05.000
Pull out the plug and wait for ten seconds.

00:05.000 --> 00:08.000
Plug it in again. The lamps turn green.
"""


def fill(people: Mapping[str, Person], at: datetime) -> None:
    """Brought by Aylin and Reto, published by Mira."""
    aylin, reto, mira = (people[name] for name in ("aylin", "reto", "mira"))
    day = timedelta(days=1)
    topic = Topic.objects.filter(slug="internet").first()
    pictures = [media.add(BytesIO(drawn(out, lamps)), words=words, language="de", by=aylin, at=at - 15 * day) for words, _do, out, lamps in STEPS]  # fmt: skip
    body = steps_of([each.code for each in pictures])
    for _words, do, _out, _lamps in STEPS:
        body = body.replace("…", do, 1)
    guide = actions.propose(title="Die Alpenbox neu starten: in drei Bildern", summary="Stecker ziehen, warten, einstecken. So sieht es aus.", body=body, language="de", topic=topic, by=aylin, at=at - 15 * day)  # fmt: skip
    actions.publish(guide, by=mira, at=at - 14 * day)
    with FILM.open("rb") as file:
        film = media.add(file, words="Die Alpenbox neu starten", language="de", by=reto, at=at - 12 * day)  # fmt: skip
    media.set_captions(film, language="de", data=GERMAN, by=reto, at=at - 12 * day)
    media.set_captions(film, language="en", data=ENGLISH, by=reto, at=at - 12 * day)
    told = f"Der Film zeigt es in acht Sekunden. Er hat keinen Ton, aber Untertitel.\n\n{film.code}\n\nLieber in Bildern? [Hier sind sie](/articles/{guide.article_id}/)."
    text = actions.draft(title="Die Alpenbox neu starten: der Film", summary="Acht Sekunden, mit Untertiteln.", body=told, language="de", topic=topic, by=reto, at=at - 12 * day)  # fmt: skip
    actions.publish(text, by=mira, at=at - 11 * day)
    question = Question.objects.public().solved().filter(language="de", case__isnull=False).order_by("asked_at").first()  # fmt: skip
    if question:
        lessons.tell_question(question, by=reto, at=at - day)


def drawn(out: int, lamps: tuple[str, ...]) -> bytes:
    """The router on its table, as a PNG of 960 by 600 pixels; `out`: how far its plug is pulled, in pixels."""
    sheet = Image.new("RGB", (960, 600), "#f3eee5")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 470, 960, 600), fill="#e0d8ca")
    for left in (230, 690):
        pen.rounded_rectangle((left, 100, left + 24, 290), 10, fill="#084647")
    pen.line((790 + out, 425, 960, 425), fill="#544e44", width=14)
    pen.rounded_rectangle((150, 280, 800, 472), 30, fill="#0b5d5e")
    pen.rectangle((786 + out, 402, 828 + out, 448), fill="#221f1a")
    for number, colour in enumerate(lamps):
        middle = 260 + 90 * number
        pen.ellipse((middle - 22, 360, middle + 22, 404), fill=colour or "#3b4a4b")
    if out:
        pen.line((850, 500, 930, 500), fill="#e4572e", width=10)
        pen.polygon(((930, 480), (955, 500), (930, 520)), fill="#e4572e")
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()
