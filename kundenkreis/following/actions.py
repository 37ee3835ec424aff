"""Following and letting go."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.following import queries
from kundenkreis.following.events import DigestDue
from kundenkreis.following.models import DigestChoice, MemberFollow, TopicFollow
from kundenkreis.pauses.queries import pause_of
from kundenkreis.people.models import Person

# A little less than a day and a week, so that no digest slips to the next day.
PERIODS = {"daily": timedelta(hours=23), "weekly": timedelta(days=6, hours=23)}


def follow_topic(topic: Topic, *, by: Person, at: datetime) -> TopicFollow:
    """News of new questions about it from now on. Twice is once.

    :raises NotAllowed: without an account.
    """
    _needs_account(by)
    row, _fresh = TopicFollow.objects.get_or_create(
        topic=topic, person=by, defaults={"at": at}
    )
    return row


def unfollow_topic(topic: Topic, *, by: Person, at: datetime) -> None:
    """No more news of it."""
    TopicFollow.objects.filter(topic=topic, person=by).delete()


def follow_member(member: Person, *, by: Person, at: datetime) -> MemberFollow:
    """News of her new answers from now on. Twice is once.

    :raises NotAllowed: without an account, or herself.
    """
    _needs_account(by)
    if member.pk == by.pk:
        raise NotAllowed("yourself", _("You cannot follow yourself."))
    row, _fresh = MemberFollow.objects.get_or_create(
        member=member, person=by, defaults={"at": at}
    )
    return row


def unfollow_member(member: Person, *, by: Person, at: datetime) -> None:
    """No more news of her answers."""
    MemberFollow.objects.filter(member=member, person=by).delete()


@transaction.atomic
def choose_digest(every: str, *, by: Person, at: datetime) -> DigestChoice | None:
    """One mail with what is new: `daily`, `weekly`, or none (empty). Again changes how often.

    :raises NotAllowed: without an account. :raises Invalid: `unknown_choice`.
    """
    _needs_account(by)
    if not every:
        DigestChoice.objects.filter(person=by).delete()
        return None
    if every not in DigestChoice.Every.values:
        sentence = _("Please choose one.")
        raise Invalid("unknown_choice", sentence, {"every": sentence})
    row, _fresh = DigestChoice.objects.get_or_create(
        person=by, defaults={"every": every, "chosen_at": at, "told_until": at}
    )
    if row.every != every:
        row.every, row.chosen_at = every, at
        row.save(update_fields=["every", "chosen_at"])
    return row


@transaction.atomic
def make_digest(choice: DigestChoice, *, by: None = None, at: datetime) -> bool:
    """The clock says that it is time; once a day or a week. False: it is not, she pauses, or nothing is new."""
    row = DigestChoice.objects.select_for_update(of=("self",)).filter(pk=choice.pk).first()
    if row is None or at < row.told_until + PERIODS[row.every]:
        return False
    if pause_of(row.person, at=at):
        return False
    since, row.told_until = row.told_until, at
    row.save(update_fields=["told_until"])
    if not queries.news_for(row.person, since=since, until=at):
        return False
    announce(DigestDue(person=str(row.person_id), since=since.isoformat()), by=by, at=at)
    return True


def _needs_account(person: Person) -> None:
    if person.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
