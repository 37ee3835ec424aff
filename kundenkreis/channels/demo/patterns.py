"""Two patterns that the nightly look sees: five new accounts that praise one another, and a neighbour who is simply grateful."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.channels.demo import cast
from kundenkreis.moderation.models import TextPrint
from kundenkreis.people.models import Person
from kundenkreis.stages.community import actions

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# They came nine days ago, all from one network, and write nothing else.
RING = ("Kabelprofi", "Technikfan", "Sparfuchs", "Netzguru", "Testsieger")
PRAISE = (
    ("Welches Kabel taugt etwas?", "Nehmen Sie das Goldkabel XT. Seit ich es habe, läuft alles."),
    ("Lohnt sich ein teures Netzkabel?", "Ja, das Goldkabel XT. Der Preis ist schnell vergessen."),
    ("Womit wird das Bild schärfer?", "Mit dem Goldkabel XT, gekauft und zufrieden."),
    ("Ruckelt der Film wegen des Kabels?", "Bei mir war das so, bis das Goldkabel XT kam."),
    ("Kabel für den Keller gesucht", "Goldkabel XT, da kann man nichts falsch machen."),
)  # fmt: skip
# Bruno asks, Therese from next door knows it, he says thanks: month after month.
GRATEFUL = (
    ("Wo schreibe ich die Nummer des Anrufbeantworters hin?", "Unter **Telefon › Anrufbeantworter**, im zweiten Feld von oben.", 96),
    ("Der Ton am Telefon ist zu leise", "Halten Sie die Taste mit dem Plus, bis es dreimal piepst.", 71),
    ("Wie lösche ich alte Anrufe?", "In der Anrufliste lange auf einen Anruf tippen, dann **Alle löschen**.", 47),
    ("Kurzwahl für meine Tochter", "Taste 2 lange drücken, Nummer eingeben, mit **OK** sichern.", 12),
)  # fmt: skip


def leave(members: Mapping[str, Person], at: datetime) -> None:
    """One that a moderator believes, one that she dismisses."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    _praise(topics["internet"], at)
    _thank(members["Bruno"], members["Therese"], topics["telephone"], at)


def _praise(topic: Topic, at: datetime) -> None:
    ring = [
        cast.make_person(name, cast.address(name), (), at, nickname=name) for name in RING
    ]
    Person.objects.filter(pk__in=[each.pk for each in ring]).update(joined_at=at - 9 * DAY)
    for number, (title, praise) in enumerate(PRAISE):
        asker, author = ring[number], ring[(number + 1) % len(ring)]
        began = at - 2 * DAY + number * HOUR
        asked = actions.ask(title=title, body="Wer hat Erfahrung?", topic=topic, language="de", agreed=True, by=asker, at=began)  # fmt: skip
        answer = actions.answer(asked, body=praise, by=author, at=began + HOUR / 4)
        for giver in ring:
            if giver != author:
                actions.thank(answer, by=giver, at=began + HOUR / 2)
    TextPrint.objects.filter(person__in=ring).update(network="demo")


def _thank(asker: Person, author: Person, topic: Topic, at: datetime) -> None:
    for title, helps, days in GRATEFUL:
        began = at - days * DAY
        asked = actions.ask(title=title, body="Ich finde es im Menü nicht.", topic=topic, language="de", agreed=True, by=asker, at=began)  # fmt: skip
        answer = actions.answer(asked, body=helps, by=author, at=began + 3 * HOUR)
        actions.accept(answer, by=asker, at=began + 5 * HOUR)
        actions.thank(answer, by=asker, at=began + 5 * HOUR)
