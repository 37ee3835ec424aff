"""What somebody follows, and who follows."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotFound
from kundenkreis.following.models import MemberFollow, TopicFollow
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Follow, Question


@dataclass(frozen=True, slots=True)
class Followed:
    """All that one person follows, the newest first."""

    questions: list[Question]
    topics: list[Topic]
    members: list[Person]


def topic_named(slug: str) -> Topic:
    """The topic with this short name.

    :raises NotFound: there is none here.
    """
    topic = Topic.objects.filter(slug=slug).first()
    if not topic:
        raise NotFound("not_found", _("There is no such topic here."))
    return topic


def followed_by(person: Person) -> Followed:
    """Questions, topics and members."""
    follows = Follow.objects.filter(person=person, question__hidden_at__isnull=True)
    topics = TopicFollow.objects.filter(person=person).select_related("topic")
    members = MemberFollow.objects.filter(person=person, member__erased_at__isnull=True)
    return Followed(
        [row.question for row in follows.select_related("question").order_by("-at")],
        [row.topic for row in topics.order_by("-at")],
        [row.member for row in members.select_related("member").order_by("-at")],
    )


def follows_topic(person: Person, topic: Topic) -> bool:
    """Whether she hears of new questions about it."""
    return TopicFollow.objects.filter(person=person, topic=topic).exists()


def follows_member(person: Person, member: Person) -> bool:
    """Whether she hears of the member's new answers."""
    return MemberFollow.objects.filter(person=person, member=member).exists()


def followers_of_topic(topic: Topic) -> QuerySet[Person]:
    """Who wants to hear of new questions about it."""
    rows = TopicFollow.objects.filter(topic=topic).values("person")
    found: QuerySet[Person] = Person.objects.with_account().filter(pk__in=rows)
    return found


def followers_of_member(member: Person) -> QuerySet[Person]:
    """Who wants to hear of her new answers."""
    rows = MemberFollow.objects.filter(member=member).values("person")
    found: QuerySet[Person] = Person.objects.with_account().filter(pk__in=rows)
    return found
