"""Somebody without an account tells us of something illegal (DSA art. 16)."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, TooMany
from kundenkreis.core.transactions import one_transaction
from kundenkreis.moderation import locks, queries, rules
from kundenkreis.moderation.events import NoticeReceived
from kundenkreis.moderation.models import ContentNotice, QueueItem, Source
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person


@one_transaction
def report_content(
    *,
    address: str,
    reason: str,
    name: str = "",
    email: str = "",
    child_safety: bool = False,
    good_faith: bool,
    language: str,
    by: Person | None,
    at: datetime,
) -> ContentNotice:
    """A notice of illegal content: received, waiting first in the queue, answered by a person.

    :raises Invalid: no address, no reason, not in good faith, `bad_email`, or nobody named (unless it is about
    the safety of children). :raises TooMany: 20 an hour from one address.
    """
    address = texts.required(address, field="address", most=500)
    reason = texts.required(reason, field="reason", most=5000)
    _complete(name=name, email=email, child_safety=child_safety, good_faith=good_faith)
    email = people.address(email) if email.strip() else ""
    recent = ContentNotice.objects.filter(at__gt=at - timedelta(hours=1))
    if recent.filter(email=email).count() >= rules.NOTICES_AN_HOUR:
        raise TooMany(
            "too_many_notices", _("Thank you. We look at your earlier notices first.")
        )
    pk = uuid4()
    target = queries.target_at(address) or f"notice:{pk}"
    locks.hold(target)
    thing = queries.things_of([target]).get(target)
    item, _fresh = QueueItem.objects.get_or_create(
        target=target,
        decided_at=None,
        defaults={
            "author": thing.author if thing else None,
            "source": Source.NOTICE,
            "opened_at": at,
        },
    )
    # Whoever is outside and names a law is looked at before reports of members.
    item.score = max(item.score, rules.NOTICE_SCORE)
    item.save(update_fields=["score"])
    row = ContentNotice.objects.create(
        id=pk, address=address, target=target, reason=reason, child_safety=child_safety, name=texts.tidy(name)[:80],
        email=email, good_faith=good_faith, language=language, at=at, item=item,
        person=_reachable(name, email, language, by=by, at=at),
    )  # fmt: skip
    announce(NoticeReceived(target=target, notice=str(row.pk)), by=by, at=at)
    return row


def _complete(*, name: str, email: str, child_safety: bool, good_faith: bool) -> None:
    if not good_faith:
        sentence = _("Please confirm that what you say is right as far as you know.")
        raise Invalid("good_faith", sentence, {"good_faith": sentence})
    if child_safety:
        return
    for field, value, sentence in (
        ("name", name, _("Please give your name.")),
        ("email", email, _("Please give an e-mail address.")),
    ):
        if not value.strip():
            raise Invalid("who", sentence, {field: sentence})


def _reachable(
    name: str, email: str, language: str, *, by: Person | None, at: datetime
) -> Person | None:
    """Whom receipt and decision go to: her account, else a guest with this address; nobody without one."""
    if by is not None or not email.strip():
        return by
    guest = people.welcome_guest(language=language, by=None, at=at)
    return people.leave_contact(guest, name=name, email=email, by=None, at=at)
