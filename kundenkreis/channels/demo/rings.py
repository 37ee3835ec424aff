"""Members write to one another: one message to Vreni, one to who follows the internet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kundenkreis.brands.models import Topic
from kundenkreis.following import actions as following
from kundenkreis.people.models import Person
from kundenkreis.rings import actions


def write(
    people: Mapping[str, Person], members: Mapping[str, Person], at: datetime
) -> None:
    """Both came yesterday."""
    vreni, aylin, rosmarie = people["vreni"], people["aylin"], members["Rosmarie"]
    topic = Topic.objects.get(slug="internet")
    for person in (vreni, aylin, rosmarie):
        following.follow_topic(topic, by=person, at=at - timedelta(days=20))
    following.follow_member(vreni, by=rosmarie, at=at - timedelta(days=20))
    day = at - timedelta(days=1)
    actions.ring(
        to=[vreni], title="Ihr Drucker läuft wieder?", body="Sie hatten das gleiche Modell wie ich. Bei mir half am Ende ein neues Kabel.", by=rosmarie, at=day,
    )  # fmt: skip
    actions.ring_topic(
        topic, title="Treffen am Freitag um drei", body="Wir schauen im Café Löwen zusammen Router an. Kommen Sie mit Ihren Fragen, ich bringe ein Messgerät mit.",
        by=aylin, at=day,
    )  # fmt: skip
