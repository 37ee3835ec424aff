"""What somebody follows, and who follows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.refusal import NotFound
from kundenkreis.following.models import DigestChoice, MemberFollow, TopicFollow
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Answer, Follow, Question

END, END_VALID = "kundenkreis.digest-end", timedelta(days=366)
MOST_NEWS = 10


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


def digest_of(person: Person) -> str:
    """How often she wants a digest; empty: never."""
    rows = DigestChoice.objects.filter(person=person).values_list("every", flat=True)
    return rows.first() or ""


def news_for(person: Person, *, since: datetime, until: datetime) -> list[Question]:
    """What was asked, answered or solved meanwhile: in her topics, or everywhere if she follows none."""
    answered = Answer.objects.public().filter(
        question=OuterRef("pk"), at__gt=since, at__lte=until
    )
    fresh = Q(asked_at__gt=since, asked_at__lte=until) | Exists(answered)
    rows = Question.objects.public().filter(fresh).exclude(author=person).counted()
    topics = TopicFollow.objects.filter(person=person).values("topic")
    if topics.exists():
        rows = rows.filter(Q(topic__in=topics) | Q(followers__person=person)).distinct()
    return list(rows.select_related("solution").newest_first()[:MOST_NEWS])


def end_key(person: Person) -> str:
    """What the link that ends her digest carries; kept nowhere."""
    return signing.dumps(str(person.pk), salt=END)


def ends_for(key: str) -> Person:
    """Whose digest this link ends, for a year.

    :raises NotFound: forged or too old.
    """
    try:
        pk = signing.loads(key, salt=END, max_age=END_VALID)
        person: Person = Person.objects.get(pk=pk, erased_at__isnull=True)
    except (signing.BadSignature, Person.DoesNotExist, ValueError):
        raise NotFound("not_found", _("This link is no longer valid.")) from None
    return person


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
