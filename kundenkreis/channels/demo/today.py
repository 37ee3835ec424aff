"""What Vreni and Jonas find when one is them: announced like anything new, so their mails arrive."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kundenkreis.brands.models import ServicePackage, Topic
from kundenkreis.cases import actions as cases
from kundenkreis.channels.demo import talks, visits
from kundenkreis.channels.demo.moments import free
from kundenkreis.helpers.models import Helper
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions as knowledge
from kundenkreis.stages.knowledge.models import Article


def before(vreni: Person, helpers: Sequence[Helper], at: datetime) -> None:
    """Vreni knows Jonas: he came six weeks ago. Last week another neighbour was here, and she may still give a tip."""
    package = ServicePackage.objects.get(slug="phone-setup")
    text = (
        "Ich habe von meinem Sohn ein neues Handy bekommen. Wer hilft mir beim Einrichten?"
    )
    visits.closed(vreni, helpers[0], package, 43, at, number=3, text=text)
    tv = ServicePackage.objects.get(slug="tv-setup")
    text = "Die Fernbedienung der Box reagiert nicht mehr."
    visits.closed(vreni, helpers[1], tv, 5, at, number=16, text=text)


def jonas_day(jonas: Helper, customers: Sequence[Person], at: datetime) -> None:
    """Three visits are agreed from the next free time on; two requests wait for his word."""
    packages = {package.slug: package for package in ServicePackage.objects.all()}
    after = at + timedelta(minutes=75)
    for number, slug in enumerate(("wifi", "phone-setup", "computer-help")):
        starts_at = free(jonas, packages[slug], after, at)
        booking = visits.order(
            customers[number], jonas, packages[slug], starts_at, at - timedelta(hours=5), number=60 + number,
            postal_code=("8004", "8048", "8003")[number],
        )  # fmt: skip
        visits.go(booking, "accept")
        after = starts_at + timedelta(hours=3)
    for number, slug in enumerate(("tv-setup", "wifi"), start=3):
        starts_at = free(jonas, packages[slug], max(after, at + timedelta(hours=20)), at)
        ordered = at - timedelta(minutes=20 * number)
        visits.order(
            customers[number], jonas, packages[slug], starts_at, ordered, number=60 + number
        )  # fmt: skip
        after = starts_at + timedelta(hours=4)


def vreni_case(vreni: Person, jonas: Helper, aylin: Person, at: datetime) -> None:
    """One case is with Aylin after an article did not help; for another Jonas comes."""
    internet = Topic.objects.get(slug="internet")
    text = "Das WLAN bricht am Abend immer wieder ab. Beim Videoanruf mit den Enkeln ist es am schlimmsten."
    consultation = talks.ask(vreni, aylin, text, internet, at - timedelta(minutes=50))
    cases.describe(consultation.case, postal_code="8004", by=vreni, at=at)
    articles = Article.objects.filter(
        published_revision__title="Das WLAN bricht immer wieder ab"
    )
    knowledge.did_not_help(
        consultation.case, articles.get(), why="Das habe ich alles schon versucht.",
        by=vreni, at=at - timedelta(minutes=48),
    )  # fmt: skip
    consultation = talks.taken(
        consultation,
        "Guten Tag, ich bin Aylin. Steht die Alpenbox in der Nähe der Mikrowelle oder eines schnurlosen Telefons?",
    )
    cases.write(
        consultation.case, text="Ja, das Telefon steht direkt daneben.", by=vreni, at=at - timedelta(minutes=21)
    )  # fmt: skip
    package = ServicePackage.objects.get(slug="tv-setup")
    starts_at = free(jonas, package, at + timedelta(hours=22), at)
    text = "Der neue Fernseher steht da, aber ich weiss nicht, wie ich die Box anschliesse."
    booking = visits.order(
        vreni, jonas, package, starts_at, at - timedelta(hours=3), text=text, number=70
    )
    visits.go(booking, "accept")


def beat_helps(beat: Person, vreni: Person, at: datetime) -> None:
    """Vreni asked her son a month ago, and he said yes; a neighbour is asked and has not answered."""
    asked = at - timedelta(days=40)
    row = people.trust(
        vreni, name=beat.name, email=beat.email or "", may_book=True, by=vreni, at=asked
    )
    people.answer_trust(row, accepts=True, by=beat, at=asked + timedelta(hours=3))
    people.trust(
        vreni, name="Rosmarie Gut", email="rosmarie.gut@example.org", by=vreni, at=at - timedelta(days=2)
    )  # fmt: skip
