"""Consultations in every state, most of them Aylin's."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.people.models import Person
from kundenkreis.stages.experts import actions
from kundenkreis.stages.experts.models import Consultation, Expert

SUMMARIES = (
    "Wir haben das Passwort neu gesetzt und die zweite Bestätigung eingeschaltet.",
    "Das Handy sichert die Bilder jetzt jede Nacht. Sie müssen nichts mehr tun.",
    "Das Update war steckengeblieben. Nach dem Neustart lief es durch.",
)
STORIES = (
    ("internet", "Die Alpenbox fragt nach einem Passwort, das ich nicht kenne."),
    ("mobile", "Mein Handy sichert die Bilder nicht mehr."),
    ("computer", "Das Update bleibt seit gestern bei 30 Prozent stehen."),
    ("mobile", "Wie schalte ich die Ansage beim Anrufen aus?"),
    ("internet", "Welcher Repeater passt zu meiner Wohnung?"),
    ("advice", "Lohnt sich ein Tablet, wenn ich schon einen Laptop habe?"),
    ("tv", "Wie nehme ich eine Serie auf, die nachts läuft?"),
    ("mobile", "Auf dem neuen Handy fehlen die Kontakte."),
    ("computer", "Mein Laptop wird sehr heiss und laut."),
)


def ask(
    customer: Person, expert: Person, text: str, topic: Topic, at: datetime
) -> Consultation:
    """A case for which the customer wants this expert."""
    case = cases.open_case(customer=customer, text=text, topic=topic, by=customer, at=at)
    wanted = Expert.objects.get(person=expert)
    return actions.consult(case, expert=wanted, means="4242", by=customer, at=at)


def past(aylin: Person, customers: Sequence[Person], at: datetime) -> None:
    """Three rated, one ended today, and one each that was refused, called off, not answered."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}

    def asked(number: int, days: float) -> Consultation:
        slug, text = STORIES[number]
        return ask(customers[number], aylin, text, topics[slug], at - timedelta(days=days))

    for number, days in enumerate((12, 8, 5)):
        rated(asked(number, days), number)
    refused = asked(3, 6)
    actions.decline(refused, why="Da kenne ich mich nicht aus.", by=aylin, at=refused.offered_at + timedelta(hours=1))  # fmt: skip
    called_off = asked(4, 4)
    actions.withdraw(called_off, by=called_off.customer, at=called_off.offered_at + timedelta(hours=2))  # fmt: skip
    late = asked(5, 3)
    actions.expire(late, at=late.expires_at)
    ended(asked(6, 0.2), 2)


def waiting(aylin: Person, customers: Sequence[Person], at: datetime) -> None:
    """Two customers ask Aylin just now."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for number in (7, 8):
        slug, text = STORIES[number]
        asked_at = at - timedelta(minutes=6 * number - 35)
        ask(customers[number], aylin, text, topics[slug], asked_at)


def taken(consultation: Consultation, words: str) -> Consultation:
    """The expert took it and wrote her first words."""
    [offer] = consultation.offers.select_related("expert__person")
    expert = offer.expert.person
    at = consultation.offered_at + timedelta(minutes=8)
    consultation = actions.accept(consultation, by=expert, at=at)
    cases.write(
        consultation.case,
        text=words,
        by=expert,
        at=at + timedelta(minutes=4),
        attempt=consultation.attempt,
    )
    return consultation


def ended(consultation: Consultation, number: int) -> Consultation:
    """Talked and ended an hour later."""
    consultation = taken(
        consultation,
        "Guten Tag, ich sehe es mir gerne mit Ihnen an. Passt ein Anruf jetzt?",
    )
    cases.write(
        consultation.case, text="Ja gerne, ich bin zu Hause.", by=consultation.customer,
        at=consultation.offered_at + timedelta(minutes=20),
    )  # fmt: skip
    assert consultation.expert is not None
    return actions.end(
        consultation, summary=SUMMARIES[number], by=consultation.expert.person,
        at=consultation.offered_at + timedelta(hours=1),
    )  # fmt: skip


def rated(consultation: Consultation, number: int) -> Consultation:
    """Ended, judged, paid."""
    consultation = ended(consultation, number)
    actions.review(
        consultation,
        stars=5 if number else 4,
        text=("Sehr klar erklärt.", "Danke, das hat geholfen.", "Schnell und freundlich.")[number],
        helped=True,
        by=consultation.customer,
        at=consultation.offered_at + timedelta(hours=3),
    )  # fmt: skip
    return consultation
