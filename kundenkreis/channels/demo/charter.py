"""The rules of the demo's community, a proposal that gathers, and one that is voted on."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.charter import actions
from kundenkreis.people.models import Person

DAY = timedelta(days=1)
RULES = """1. Wir schreiben freundlich, auch wenn etwas nicht geht.
2. Wir nennen keine Namen, Adressen und Nummern von anderen.
3. Wer wirbt, sagt, für wen.
4. Wer etwas besser weiss, erklärt es Schritt für Schritt."""


def speak(people: Mapping[str, Person], members: Mapping[str, Person], at: datetime) -> None:  # fmt: skip
    """Mira wrote the rules half a year ago; since then members propose."""
    mira = people["mira"]
    actions.write_first(text=RULES, by=mira, at=at - 180 * DAY)
    opened = at - 16 * DAY
    row = actions.propose(
        title="Bilder von Geräten ohne Seriennummer", why="Auf vielen Bildern steht die Nummer des Geräts. Damit kann man es sperren lassen.",
        text=RULES + "\n5. Auf Bildern decken wir Seriennummern ab.", by=mira, at=opened,
    )  # fmt: skip
    actions.comment(row, body="Ja, das ist mir selber passiert.", by=members["Rosmarie"], at=opened + 2 * DAY)  # fmt: skip
    actions.comment(row, body="Dann bitte auch zeigen, wie man das macht.", by=members["Walter"], at=opened + 3 * DAY)  # fmt: skip
    actions.open_vote(row, at=opened + 14 * DAY)
    for person, choice in ((members["Rosmarie"], "yes"), (members["Walter"], "yes"), (members["Toni"], "no")):  # fmt: skip
        actions.vote(row, choice=choice, by=person, at=at - DAY)
    actions.propose(
        title="Fragen dürfen auch auf Mundart gestellt werden", why="So schreibe ich, wie ich rede.",
        text=RULES + "\n5. Mundart ist willkommen.", by=members["Toni"], at=at - 4 * DAY,
    )  # fmt: skip
