"""Reads around messages of members."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotFound
from kundenkreis.following.models import MemberFollow, TopicFollow
from kundenkreis.people.models import Person
from kundenkreis.rings.models import Ring, RingChoice, RingMute, RingRecipient
from kundenkreis.stages.community import queries as community


def received(person: Person) -> list[Ring]:
    """What was sent to her, newest first."""
    rows = Ring.objects.all().received_by(person).select_related("sender", "topic")
    return list(rows.order_by("-at")[:100])


def sent(person: Person) -> list[Ring]:
    """What she sent and is still kept, newest first."""
    return list(Ring.objects.filter(sender=person).select_related("topic").order_by("-at"))


def ring_for(person: Person | None, pk: UUID) -> Ring:
    """One message.

    :raises NotFound: for everyone who neither sent nor receives it.
    """
    rows = Ring.objects.all().readable_by(person) if person else Ring.objects.none()
    row = rows.select_related("sender", "topic").filter(pk=pk).first()
    if not row:
        raise NotFound("not_found", _("There is no such message."))
    return row


def choice_of(person: Person) -> str:
    """How she wants messages of members: `now`, `weekly`, `never`."""
    rows = RingChoice.objects.filter(person=person).values_list("how", flat=True)
    return str(rows.first() or RingChoice.How.NOW)


def muted_by(person: Person) -> list[RingMute]:
    """Of whom she wants none."""
    rows = RingMute.objects.filter(person=person).select_related("sender")
    return list(rows.order_by("-at"))


def willing(persons: Iterable[UUID], sender: Person) -> set[UUID]:
    """Who of them takes a message of this sender."""
    wanted = set(persons) - {sender.pk}
    muted = RingMute.objects.filter(sender=sender, person__in=wanted)
    never = RingChoice.objects.filter(how=RingChoice.How.NEVER, person__in=wanted)
    return wanted - set(muted.values_list("person_id", flat=True)) - set(never.values_list("person_id", flat=True))  # fmt: skip


def followers(topic: Topic, sender: Person) -> list[Person]:
    """Who follows the topic, the latest first; at most as many as there are places."""
    rows = TopicFollow.objects.filter(topic=topic).exclude(person=sender)
    rows = rows.filter(person__erased_at=None).select_related("person").order_by("-at")
    return [row.person for row in rows[: RingRecipient.MOST]]


def candidates(person: Person, named: Iterable[UUID] = ()) -> list[Person]:
    """Whom she may choose: members she follows, who wrote to her, and these, if they are members."""
    followed = MemberFollow.objects.filter(person=person).values_list("member", flat=True)
    wrote = Ring.objects.all().received_by(person).values_list("sender", flat=True)
    asked = {pk for pk in set(named) if _is_member(pk)}
    wanted = {*followed, *wrote, *asked} - {person.pk}
    rows = Person.objects.filter(pk__in=wanted, erased_at=None)
    return sorted(rows, key=lambda each: (each.pk not in asked, each.shown_name))


def _is_member(pk: UUID) -> bool:
    try:
        community.member_for(pk)
    except NotFound:
        return False
    return True


def topics_of(person: Person) -> list[Topic]:
    """Topics she follows: to who follows them too she may write."""
    rows = TopicFollow.objects.filter(person=person).select_related("topic")
    return [row.topic for row in rows.order_by("topic__slug")]


def new_for(person: Person, *, since: datetime, until: datetime) -> list[Ring]:
    """What was sent to her meanwhile."""
    rows = Ring.objects.all().received_by(person).select_related("sender")
    return list(rows.filter(Q(at__gt=since, at__lte=until)).order_by("at"))
