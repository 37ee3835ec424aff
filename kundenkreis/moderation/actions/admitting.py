"""Before and after somebody writes in public: may she now, and does it look like spam?"""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.core import network
from kundenkreis.core.refusal import NotAllowed, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules, spam
from kundenkreis.moderation.actions.flags import hide_by_rules, item_for
from kundenkreis.moderation.models import QueueItem, Rule, Source, TextPrint
from kundenkreis.moderation.socket import Thing
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.ui import filters

HOUR = timedelta(hours=1)


def admit(*, by: Person, at: datetime) -> None:
    """Called by every room before it takes a public text.

    :raises NotAllowed: `suspended`, with until when. :raises TooMany: `too_many_texts`, with from when
    on she may write again: by person, and by network for whoever is not known yet.
    """
    if until := queries.suspended_until(by, "writing", at=at):
        raise NotAllowed("suspended", queries.suspended_sentence(until))
    known = _is_known(by, at=at)
    most = rules.TEXTS_AN_HOUR if known else rules.FIRST_TEXTS_AN_HOUR
    recent = TextPrint.objects.filter(at__gt=at - HOUR)
    _not_too_many(recent.filter(person=by), most, at=at)
    if (here := network.here()) and not known:
        _not_too_many(recent.filter(network=here), rules.NETWORK_TEXTS_AN_HOUR, at=at)


def admit_vote(*, by: Person, at: datetime) -> None:
    """Called by every room before it takes thanks, a vote or a rating.

    :raises NotAllowed: `suspended`, with until when.
    """
    if until := queries.suspended_until(by, "voting", at=at):
        raise NotAllowed("suspended", queries.suspended_sentence(until))


def _not_too_many(rows: "queries.Prints", most: int, *, at: datetime) -> None:
    times = list(rows.order_by("-at").values_list("at", flat=True)[:most])
    if len(times) < most:
        return
    sentence = _(
        "You wrote {count} texts in one hour. Please go on at {time}. What you typed stays here."
    ).format(count=most, time=filters.clock(times[-1] + HOUR))
    raise TooMany("too_many_texts", sentence, wait=times[-1] + HOUR - at)


def _is_known(person: Person, *, at: datetime) -> bool:
    """The team, experts, helpers, and whoever has been here for a day."""
    trusted = roles_of(person, at=at) & {*rules.EARNING, *rules.STAFF}
    return bool(trusted) or at - person.joined_at >= spam.NEW


@one_transaction
def screen(
    target: str, *, raw: str, by: Person, at: datetime, again: bool = False
) -> QueueItem | None:
    """Called by every room after it has taken a public text; `raw`: as it was typed. Once a text.

    `again`: its author mended it, and it says something else now.

    75 points and more: out of sight until a person has looked, and its author is told. More than 60:
    shown, and a person looks. Never for the team.
    """
    locks.hold(target)
    bits = spam.print_of(raw)
    known = _is_known(by, at=at)
    writer = queries.writer_of(by, bits, known=known, target=target, at=at)
    fresh = _print(target, bits, by=by, at=at, again=again)
    if not fresh or roles_of(by, at=at) & set(rules.STAFF):
        return None
    found = spam.signs(raw, writer, own_hosts=brand_here().hosts)
    points = spam.score(found)
    if points <= spam.LOOK:
        return None
    thing = queries.thing_for(target, reader=None)
    item = _waits(thing, found, at=at)
    if points >= spam.HIDE and not thing.hidden_at:
        facts = _(
            "Our rules saw signs of spam. A person looks at it next; until then it is not shown."
        )
        hide_by_rules(thing, item, rule=Rule.SPAM, facts=facts, at=at)
    return item


def _print(target: str, bits: int | None, *, by: Person, at: datetime, again: bool) -> bool:
    """Keep its fingerprint; whether it is to be looked at."""
    values = {"person": by, "bits": bits, "network": network.here(), "at": at}
    if not again:
        _row, fresh = TextPrint.objects.get_or_create(target=target, defaults=values)
        return fresh
    TextPrint.objects.update_or_create(target=target, defaults=values)
    return True


def _waits(thing: Thing, found: list[spam.Sign], *, at: datetime) -> QueueItem:
    item = item_for(thing, source=Source.SPAM, at=at)
    item.score = item.score + spam.score(found) / 5
    item.signs = [each.sentence for each in found]
    item.save(update_fields=["score", "signs"])
    return item


@one_transaction
def note(target: str, *, raw: str, by: Person, at: datetime) -> list[str]:
    """As `screen`, for a text that nobody reads before one of the team has: its signs in a line each, nothing else."""
    bits = spam.print_of(raw)
    known = _is_known(by, at=at)
    writer = queries.writer_of(by, bits, known=known, target=target, at=at)
    _print(target, bits, by=by, at=at, again=True)
    return [each.sentence for each in spam.signs(raw, writer, own_hosts=brand_here().hosts)]


@one_transaction
def look_over(target: str, *, raw: str, by: None = None, at: datetime) -> QueueItem | None:
    """A text of a forum of before: what looks like spam is brought in, shown, and waits for a person."""
    writer = spam.Writer(age=timedelta(days=365), known=False)
    found = spam.signs(raw, writer, own_hosts=brand_here().hosts)
    if spam.score(found) < spam.HIDE:
        return None
    locks.hold(target)
    return _waits(queries.thing_for(target, reader=None), found, at=at)
