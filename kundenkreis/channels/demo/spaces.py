"""Vreni's family has a space of its own; so have the people of the firm where Beat works."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.cases import actions as cases
from kundenkreis.people.models import Person
from kundenkreis.spaces import actions

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def furnish(
    people: Mapping[str, Person], members: Mapping[str, Person], at: datetime
) -> None:
    """Two spaces, with questions answered and open, and a case that colleagues see."""
    vreni, beat = people["vreni"], people["beat"]
    family = actions.found(name="Familie Meier", kind="private", by=vreni, at=at - 40 * DAY)
    for guest in (beat, members["Rosmarie"]):
        actions.take_in(family, guest, by=vreni, at=at - 39 * DAY)
    photos = actions.ask(
        family, title="Wie sehe ich die Fotos von Lena auf dem Fernseher?",
        body="Sie hat mir einen Link geschickt. Auf dem kleinen Telefon erkenne ich fast nichts.", by=vreni, at=at - 6 * DAY,
    )  # fmt: skip
    helps = actions.answer(
        photos, body="Öffnen Sie den Link auf dem Telefon und tippen Sie auf **Teilen**, dann auf **Fernseher**. Beide müssen im gleichen WLAN sein.",
        by=members["Rosmarie"], at=at - 6 * DAY + HOUR,
    )  # fmt: skip
    actions.accept_answer(helps, by=vreni, at=at - 5 * DAY)
    actions.thank(helps, by=beat, at=at - 5 * DAY)
    actions.comment(
        helps,
        body="@Rosmarie, und wenn der Fernseher älter ist?",
        by=beat,
        at=at - 5 * DAY + HOUR,
    )
    actions.comment(
        helps,
        body="Dann hilft ein kleines Kabel vom Telefon zum Fernseher.",
        by=members["Rosmarie"],
        at=at - 5 * DAY + 2 * HOUR,
    )
    actions.ask(
        family, title="Wer kommt am Sonntag und schaut den Drucker an?",
        body="Er blinkt orange, seit ich die Patrone gewechselt habe.", by=vreni, at=at - 5 * HOUR,
    )  # fmt: skip
    firm = actions.found(name="Büro und Werkstatt", kind="business", company="Schreinerei Holzer AG", by=beat, at=at - 30 * DAY)  # fmt: skip
    for colleague in (members["Walter"], members["Toni"]):
        actions.take_in(firm, colleague, by=beat, at=at - 29 * DAY)
    case = cases.open_case(
        customer=members["Walter"], text="In der Werkstatt bricht das WLAN ab, sobald die Säge läuft.", by=members["Walter"], at=at - 3 * DAY,
    )  # fmt: skip
    shared = actions.share_case(firm, case=case, body="Hat das jemand auch im Büro?", by=members["Walter"], at=at - 3 * DAY)  # fmt: skip
    other = actions.answer(shared, body="Im Büro nicht. Letztes Jahr half ein anderer Kanal am Router.", by=members["Toni"], at=at - 2 * DAY)  # fmt: skip
    actions.comment(
        other,
        body="Kanal 11, wenn ich mich recht erinnere.",
        by=beat,
        at=at - 2 * DAY + HOUR,
    )
