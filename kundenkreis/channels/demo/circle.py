"""The circle of Alpenfon: three members, a line that was answered in time, one that waits, and Vreni is asked in."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.circles import actions
from kundenkreis.people.models import Person

DAY = timedelta(days=1)


def gather(people: Mapping[str, Person], members: Mapping[str, Person], at: datetime) -> None:  # fmt: skip
    """Mira began it two months ago."""
    mira, since = people["mira"], at - 60 * DAY
    actions.open_circle(name="Kreis Alpenfon", by=mira, at=since)
    circle = {"Aylin": people["aylin"], "Rosmarie": members["Rosmarie"], "Walter": members["Walter"]}  # fmt: skip
    for name, person in circle.items():
        reason = f"{name}, Sie haben vielen geholfen. Wir möchten früher von Ihnen hören, was nicht stimmt."
        actions.invite(email=str(person.email), reason=reason, by=mira, at=since)
        actions.answer_invitation(accepts=True, by=person, at=since + DAY)
    first = actions.write_to_brand(
        title="Neue Router melden sich nachts ab", body="In drei Fragen dieser Woche steht dasselbe: um drei Uhr ist das WLAN weg.",
        by=circle["Aylin"], at=at - 20 * DAY,
    )  # fmt: skip
    actions.answer_line(
        first, body="Danke, das war die neue Fassung der Software. Seit heute Morgen ist sie zurückgezogen.", by=people["reto"], at=at - 19 * DAY,
    )  # fmt: skip
    late = actions.write_to_brand(title="Die Anleitung zum Umzug ist alt", body="Schritt 3 gibt es nicht mehr.", by=circle["Rosmarie"], at=at - 15 * DAY)  # fmt: skip
    actions.answer_line(late, body="Sie haben recht. Der Text ist neu geschrieben.", by=mira, at=at - 9 * DAY)  # fmt: skip
    actions.write_to_brand(
        title="Was sagen wir Leuten mit dem alten Telefon?", body="Viele fragen, ob sie es behalten dürfen. Was gilt?", by=circle["Walter"], at=at - timedelta(hours=6),
    )  # fmt: skip
    actions.invite(email=str(people["vreni"].email), reason="Ihre Fragen sind so klar, dass andere sie lesen. Das hilft uns.", by=mira, at=at - 2 * DAY)  # fmt: skip
