"""Alpenboxes that report their faults, and the short links that stand on them."""

from datetime import datetime, timedelta

from kundenkreis.devices import actions
from kundenkreis.guides.models import Guide
from kundenkreis.people.models import Person
from kundenkreis.signposts import actions as signposts
from kundenkreis.stages.knowledge.models import Article

# Fault, severity, firmware, how many boxes, days ago, whether it is gone.
FAULTS = (
    ("dsl", "red-light", "error", "2.4.1", 7, 1, False), ("dsl", "red-light", "error", "2.3.0", 2, 9, True),
    ("wifi", "weak-signal", "warning", "2.4.1", 4, 3, False), ("power", "overheated", "critical", "2.3.0", 1, 20, True),
)  # fmt: skip
# Product, fault, title of what it leads to.
LINKS = (
    ("alpenbox-3", "red-light", "Das Lämpchen am Router ist rot"), ("alpenbox-3", "weak-signal", "Das WLAN ist schwach"),
    ("alpenbox-3", "", "Die Alpenbox richtig neu starten"),
)  # fmt: skip


def report(mira: Person, at: datetime) -> None:
    """Keys of a delivery, what ten of its boxes said, and where their short links lead."""
    batch = actions.make(title="Lieferung Alpenbox 3", product="alpenbox-3", count=40, by=mira, at=at - timedelta(days=60))  # fmt: skip
    boxes = list(batch.devices.order_by("number"))
    for domain, code, severity, firmware, many, days, is_gone in FAULTS:
        for box in boxes[:many]:
            then = at - timedelta(days=days, minutes=7 * box.number)
            issue = actions.report(box, domain=domain, code=code, severity=severity, firmware=firmware, by=None, at=then)  # fmt: skip
            if is_gone:
                actions.gone(issue, by=None, at=then + timedelta(hours=2))
    guides = {row.title: row.family for row in Guide.objects.readable()}
    articles = {row.title: row.family for row in Article.objects.readable()}
    for product, topic, title in LINKS:
        target = {"guide": guides[title]} if title in guides else {"article": articles.get(title)}  # fmt: skip
        if any(target.values()):
            signposts.put_up(product=product, topic=topic, **target, by=mira, at=at)
    signposts.put_up(product="alpenbox-3", topic="help", words="Alpenbox", by=mira, at=at)
