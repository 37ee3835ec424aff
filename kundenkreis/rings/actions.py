"""Everything that can happen with messages of members, as sentences."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.following.models import TopicFollow
from kundenkreis.moderation import actions as moderation
from kundenkreis.pauses.queries import pause_of
from kundenkreis.people.models import Person
from kundenkreis.rings import queries, rules
from kundenkreis.rings.events import RingDigestDue, RingGone, RingSent
from kundenkreis.rings.models import Ring, RingChoice, RingMute, RingRecipient

WEEK = timedelta(days=7)


@one_transaction
def ring(*, to: Sequence[Person], title: str, body: str, by: Person, at: datetime) -> Ring:
    """A message to chosen members. Who does not want it does not get it, and nobody is told.

    :raises Invalid: nobody chosen, no words, or too many. :raises NotFound: somebody she may not choose.
    :raises NotAllowed: `new_here`, or she may not write at the moment. :raises TooMany: 20 members, 3 a day.
    """
    chosen = list(dict.fromkeys(to))
    if not chosen:
        sentence = _("Please choose somebody.")
        raise Invalid("nobody", sentence, {"to": sentence})
    if len(chosen) > rules.MOST_CHOSEN:
        raise TooMany("too_many_chosen", _("Please choose at most 20 people."))
    may = {each.pk for each in queries.candidates(by, [each.pk for each in chosen])}
    if not {each.pk for each in chosen} <= may:
        raise NotFound("not_found", _("There is no such member."))
    return _ring(chosen, None, title=title, body=body, by=by, at=at)


@one_transaction
def ring_topic(topic: Topic, *, title: str, body: str, by: Person, at: datetime) -> Ring:
    """A message to who follows a topic that she follows too; at most 200, who came last.

    :raises NotAllowed: `not_following`, `new_here`, or she may not write at the moment. :raises Invalid: no
    words, or too many. :raises TooMany: one a week, 3 messages a day.
    """
    if not TopicFollow.objects.filter(topic=topic, person=by).exists():
        raise NotAllowed("not_following", _("Only who follows the topic writes to the others who do."))  # fmt: skip
    return _ring(queries.followers(topic, by), topic, title=title, body=body, by=by, at=at)


def _ring(
    chosen: list[Person], topic: Topic | None, *, title: str, body: str, by: Person, at: datetime
) -> Ring:  # fmt: skip
    if not rules.may_ring(by, at=at):
        raise NotAllowed("new_here", _("You can write to members when you have been here for a week."))  # fmt: skip
    title = texts.required(title, field="title", most=120)
    body = texts.required(body, field="body", most=2000)
    Person.objects.select_for_update().get(pk=by.pk)
    moderation.admit(by=by, at=at)
    mine = Ring.objects.filter(sender=by)
    if mine.filter(at__gt=at - timedelta(days=1)).count() >= rules.A_DAY:
        raise TooMany("too_many_rings", _("Three messages a day are enough. Please go on tomorrow."))  # fmt: skip
    weekly = mine.filter(at__gt=at - WEEK, topic__isnull=False)
    if topic and weekly.count() >= rules.TOPICS_A_WEEK:
        raise TooMany("too_many_rings", _("One message to a topic is enough for a week."))
    row = Ring.objects.create(
        sender=by, topic=topic, title=title, body=body, chosen=len(chosen), at=at, expires_at=at + Ring.KEPT,
    )  # fmt: skip
    takes = queries.willing([each.pk for each in chosen], by)
    RingRecipient.objects.bulk_create(
        RingRecipient(ring=row, person=each, place=place)
        for place, each in enumerate((each for each in chosen if each.pk in takes), 1)
    )
    announce(RingSent(ring=str(row.pk)), by=by, at=at)
    moderation.screen(f"ring:{row.pk}", raw=f"{title}\n{body}", by=by, at=at)
    return row


@one_transaction
def put_away(row: Ring, *, by: Person, at: datetime) -> None:
    """Who sent it takes it back from everyone; who received it puts it away for herself. Twice is once."""
    if row.sender_id != by.pk:
        RingRecipient.objects.filter(ring=row, person=by).delete()
        return
    if Ring.objects.filter(pk=row.pk).delete()[0]:
        announce(RingGone(ring=str(row.pk)), by=by, at=at)


@one_transaction
def mute(sender: Person, *, by: Person, at: datetime) -> RingMute:
    """No more messages of this sender; what came goes too. She is not told. Twice is once.

    :raises NotAllowed: oneself.
    """
    if sender.pk == by.pk:
        raise NotAllowed("yourself", _("You cannot do that with yourself."))
    row, _fresh = RingMute.objects.get_or_create(person=by, sender=sender, defaults={"at": at})  # fmt: skip
    RingRecipient.objects.filter(person=by, ring__sender=sender).delete()
    return row


def unmute(sender: Person, *, by: Person, at: datetime) -> None:
    """Her messages are welcome again."""
    RingMute.objects.filter(person=by, sender=sender).delete()


@one_transaction
def choose(how: str, *, by: Person, at: datetime) -> RingChoice:
    """Each at once, once a week, or not at all.

    :raises Invalid: `unknown_choice`. :raises NotAllowed: without an account.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if how not in RingChoice.How.values:
        sentence = _("Please choose one.")
        raise Invalid("unknown_choice", sentence, {"how": sentence})
    row, _fresh = RingChoice.objects.update_or_create(person=by, defaults={"how": how, "told_until": at})  # fmt: skip
    return row


@one_transaction
def make_digest(row: RingChoice, *, by: None = None, at: datetime) -> bool:
    """The clock says that the week is over. False: it is not, she pauses, or nothing came."""
    now = RingChoice.objects.select_for_update().filter(pk=row.pk, how=RingChoice.How.WEEKLY).first()  # fmt: skip
    if now is None or at < now.told_until + WEEK:
        return False
    if pause_of(now.person, at=at):
        return False
    since, now.told_until = now.told_until, at
    now.save(update_fields=["told_until"])
    if not queries.new_for(now.person, since=since, until=at):
        return False
    announce(RingDigestDue(person=str(now.person_id), since=since.isoformat()), by=None, at=at)  # fmt: skip
    return True


@one_transaction
def erase_old(*, by: None = None, at: datetime) -> int:
    """What was kept for 30 days goes, with who received it. How many there were."""
    rows = list(Ring.objects.filter(expires_at__lte=at).select_for_update(skip_locked=True)[:200])  # fmt: skip
    for row in rows:
        announce(RingGone(ring=str(row.pk)), by=None, at=at)
        row.delete()
    return len(rows)
