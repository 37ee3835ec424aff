"""The desk of the demo: twelve cases wait, one is with Reto, somebody wants to be called."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.brands.models import Brand, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.core import scope
from kundenkreis.people.models import Person
from kundenkreis.stages.desk import actions, queries

# Minutes since it came in, language, topic, words.
WAITING = (
    (4, "de", "bill", "Auf meiner Rechnung stehen 19 Franken für ein Paket, das ich nicht kenne. Können Sie mir sagen, was das ist?"),
    (9, "de", "internet", "Internet geht nicht, das Lämpchen ist rot. Strom und Kabel habe ich geprüft."),
    (17, "fr", "mobile", "Mon téléphone affiche « Appels d'urgence uniquement » depuis ce matin."),
    (26, "de", "moving", "Wir ziehen am Monatsende nach Uster um. Was müssen wir tun, damit das Internet dort läuft?"),
    (38, "de", "order", "Die bestellte Fernbedienung ist nicht angekommen. Die Sendungsnummer sagt nur: in Bearbeitung."),
    (51, "en", "moving", "I would like to end my contract at the end of next month. Which form do you need?"),
    (64, "de", "telephone", "Seit gestern höre ich im Festnetz keinen Ton mehr. Das Internet läuft."),
    (83, "de", "security", "Jemand hat angerufen und gesagt, er sei von Alpenfon. Er wollte auf meinen Computer. Waren Sie das?"),
    (112, "it", "tv", "Da ieri mancano i canali della Svizzera italiana."),
    (145, "de", "bill", "Ich kann die Rechnung diesen Monat nicht ganz bezahlen. Sind Raten möglich?"),
    (190, "de", "email", "Mein Postfach nimmt keine Nachrichten mehr an, obwohl ich viel gelöscht habe."),
    (245, "de", "advice", "Welches Abo genügt für eine Person, die nur Zeitung liest und telefoniert?"),
)  # fmt: skip


def fill(reto: Person, customers: Sequence[Person], at: datetime) -> None:
    """What Reto finds when he sits down."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for customer, (minutes, language, slug, text) in zip(customers, WAITING, strict=False):
        since = at - timedelta(minutes=minutes)
        case = cases.open_case(
            customer=customer, text=text, language=language, topic=topics[slug], by=customer, at=since
        )  # fmt: skip
        cases.begin(case, stage="desk", by=customer, at=since)
    _with_reto(reto, customers[len(WAITING)], topics["tv"], at)
    _call_back(customers[len(WAITING) + 1], at)


def _with_reto(reto: Person, customer: Person, topic: Topic, at: datetime) -> None:
    def ago(minutes: int) -> datetime:
        return at - timedelta(minutes=minutes)

    case = cases.open_case(
        customer=customer, text="Auf der Fernsehbox steht seit gestern «Fehler 12». Neu gestartet habe ich schon.",
        topic=topic, by=customer, at=ago(95),
    )  # fmt: skip
    cases.begin(case, stage="desk", by=customer, at=ago(94))
    actions.take(case, by=reto, at=ago(71))
    actions.reply(
        case, text="Guten Tag, hier ist Reto vom Team. Leuchtet das Lämpchen an der Box grün oder rot?",
        by=reto, at=ago(70),
    )  # fmt: skip
    actions.reply(
        case, text="Fehler 12 heisst meist: keine Adresse vom Netz. Erst Kabel prüfen lassen.",
        internal=True, by=reto, at=ago(69),
    )  # fmt: skip
    cases.write(
        case, text="Es leuchtet rot. Das Kabel steckt fest.", by=customer, at=ago(12)
    )


def _call_back(customer: Person, at: datetime) -> None:
    brand = Brand.objects.get(pk=scope.brand_id())
    start, end = queries.call_windows(brand, at=at)[0]
    actions.ask_for_callback(
        name=customer.name, phone="+41 44 000 00 17", call_from=start, call_until=end,
        text="Ich möchte mein Abo besprechen und lieber reden als schreiben.",
        customer=customer, by=customer, at=at - timedelta(minutes=33),
    )  # fmt: skip
