"""The editors' work under way: texts in review, a member's words published, a translation that fell behind."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions
from kundenkreis.stages.knowledge.models import Article

BLOG = """Seit meiner Pensionierung habe ich Zeit. Also habe ich im Haus einen **Computer-Nachmittag** begonnen.

## So hat es angefangen

Zuerst kam Frau Keller aus dem zweiten Stock. Ihr Drucker druckte nicht. Eine Woche später waren wir fünf.

1. Wir treffen uns am Dienstag um 14 Uhr im Gemeinschaftsraum.
2. Jede und jeder bringt *eine* Frage mit.
3. Wer die Antwort kennt, zeigt sie. Niemand nimmt einem die Maus aus der Hand.

## Was ich gelernt habe

Die meisten Fragen sind klein. Und wer gestern gefragt hat, erklärt es heute jemand anderem."""
BATTERY = """Im Winter ist der Akku oft schneller leer. Das hilft:

1. Tragen Sie das Telefon in der Innentasche, nahe am Körper.
2. Schalten Sie den Bildschirm dunkler.
3. Laden Sie erst, wenn das Telefon wieder Zimmerwärme hat."""
SLOW = """1. Démarrez l'Alpenbox à nouveau : débranchez-la, attendez dix secondes, rebranchez-la.
2. Placez-la en hauteur, loin du téléviseur et du four à micro-ondes.
3. Mesurez ensuite la vitesse."""


def fill(people: Mapping[str, Person], at: datetime) -> None:
    """Told by Aylin, proposed by Vreni, begun by Reto, decided by Mira."""
    aylin, vreni, reto, mira = (people[name] for name in ("aylin", "vreni", "reto", "mira"))
    day = timedelta(days=1)
    topic = Topic.objects.filter(slug="computer").first()
    told = actions.propose(title="Der Computer-Nachmittag in unserem Haus", summary="Wie fünf Nachbarinnen und Nachbarn einander helfen.", body=BLOG, language="de", topic=topic, kind=Article.Kind.BLOG, by=aylin, at=at - 20 * day)  # fmt: skip
    actions.publish(told, by=mira, at=at - 18 * day)
    actions.propose(title="Der Akku ist im Winter schnell leer", summary="Drei Dinge, die bei Kälte helfen.", body=BATTERY, language="de", by=vreni, at=at - day)  # fmt: skip
    german = Article.objects.readable().written_in("de").filter(kind=Article.Kind.HELP)
    printer = german.get(slug__startswith="der-drucker-druckt-nicht")
    shown = printer.published_revision
    assert shown
    better = shown.body + "\n\nGeht es danach noch nicht, rufen Sie uns an."
    text = actions.revise(printer, title=shown.title, summary=shown.summary, body=better, base=shown.number, by=reto, at=at - 3 * day)  # fmt: skip
    actions.send_in(text, by=reto, at=at - 3 * day)
    slow = german.exclude(pk=printer.pk).filter(topic__slug="internet").order_by("slug")[0]
    french = actions.translate(slow, language="fr", title="Le Wi-Fi est lent", summary="Ce qui aide.", body=SLOW, by=reto, at=at - 30 * day)  # fmt: skip
    actions.publish(french, by=mira, at=at - 29 * day)
    again = slow.published_revision
    assert again
    actions.write_again(slow, title=again.title, summary=again.summary, body=again.body + "\n\nSchalten Sie die Alpenbox in den Ferien aus.", by=mira, at=at - 5 * day)  # fmt: skip
