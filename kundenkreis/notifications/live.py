"""Who may hear a topic of the live stream: whoever got a signed token for it.

The page or API that hands out a token knows the person and decides; the stream only checks the
signature (decision 14). Topics such as `case:<id>` are prefixed with their brand, so that
`desk` of one brand is silent for another. The relay sends `topic|number` on channel `live`.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.core import signing

from kundenkreis.core import scope
from kundenkreis.notifications.models import EventRow, Notice

CHANNEL = "live"
VALID = timedelta(hours=24)
_SALT = "kundenkreis.live"


def topic_of(brand: int, topic: str) -> str:
    """The topic's name on the channel, such as `3/case:…`."""
    return f"{brand}/{topic}"


def token(topics: Iterable[str]) -> str:
    """A key to these topics of the brand we are inside, good for 24 hours. The caller has
    checked that the person may hear each of them."""
    return signing.dumps(
        [topic_of(scope.brand_id(), topic) for topic in topics], salt=_SALT, compress=True
    )


def address(topics: Iterable[str]) -> str:
    """Where the stream of these topics is heard."""
    return f"/live?token={token(topics)}"


def topics_in(token: str) -> list[str] | None:
    """The channel's topics a token opens; None when it is forged or older than 24 hours."""
    try:
        return [str(topic) for topic in signing.loads(token, salt=_SALT, max_age=VALID)]
    except signing.BadSignature:
        return None


def missed(topics: Sequence[str], *, since: int) -> list[tuple[str, int]]:
    """What a stream that broke off after this number has not heard: (topic, newest number).

    `topics` as `topics_in` gives them. One pair a topic: a page reloads what it shows.
    """
    newest: dict[str, int] = {}

    def heard(brand: int, name: str, number: int | None) -> None:
        topic = topic_of(brand, name)
        newest[topic] = max(number or 0, newest.get(topic, 0))

    for brand, names in _by_brand(topics).items():
        rows = EventRow.across_brands.filter(
            brand=brand, number__gt=since, topics__overlap=names
        )
        for number, said in rows.values_list("number", "topics"):
            for name in set(said) & set(names):
                heard(brand, name, number)
        persons = [
            UUID(n.removeprefix("person:")) for n in names if n.startswith("person:")
        ]
        notices = Notice.across_brands.filter(
            brand=brand, number__gt=since, person__in=persons
        )
        for number, person in notices.values_list("number", "person"):
            heard(brand, f"person:{person}", number)
    return sorted(newest.items(), key=lambda pair: pair[1])


def _by_brand(topics: Sequence[str]) -> dict[int, list[str]]:
    brands: dict[int, list[str]] = {}
    for topic in topics:
        brand, _, name = topic.partition("/")
        brands.setdefault(int(brand), []).append(name)
    return brands
