"""Recording what happened, telling people, delivering, reading."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.db import connection, transaction
from django.utils.translation import gettext as _

from kundenkreis.core.events import Event
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.core.statements import insert
from kundenkreis.notifications import (
    hurdles,
    messages,
    queries,
    registry,
    rules,
    sentences,
    subscriptions,
)
from kundenkreis.notifications.models import (
    Delivery,
    EventRow,
    Heartbeat,
    Notice,
    PushSubscription,
    Reach,
)
from kundenkreis.notifications.socket import Message, Undeliverable
from kundenkreis.people.models import Person, SignInCode


class NotDelivered(Exception):
    """The transport failed this time; the job tries again. Carries no personal data."""


def record(event: Event, *, by: Person | None, at: datetime) -> None:
    """Write one event row in the transaction under way. No NOTIFY, no job (decision 1).

    :raises TransactionManagementError: outside a transaction, where a crash could keep the
        change and lose its announcement.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{event.name} was announced outside its action's transaction"
        )
    row = EventRow(
        name=event.name,
        payload={field.name: getattr(event, field.name) for field in fields(event)},
        topics=list(event.topics),
        # A request's person may be a lazy nobody, which is not None.
        by=by or None,
        at=at,
    )
    insert(row)


@transaction.atomic
def notify(
    *,
    person: Person,
    kind: str,
    row: EventRow,
    values: Mapping[str, Any] | None = None,
    path: str = "/",
    by: Person | None = None,
    at: datetime | None = None,
) -> Notice:
    """Tell a person about an event, once a kind, and send it wherever they can be reached.

    `values` fill the sentences of `registry.NOTICES[kind]`: str, int, datetime, Money, or words
    by language. `path` is where the notice leads, on our own site. Calling again changes nothing
    and returns the first notice. The relay numbers it and puts its deliveries into the queue.

    Her trusted persons get a copy, unless the kind is private; if one of them did it, she reads that.

    :raises KeyError: unknown kind, or a sentence lacks a value.
    """
    kept = sentences.plain(values or {})
    sentences.write(kind, kept)
    for copies in [] if registry.NOTICES[kind].private else registry.COPIES:
        around = copies(person, row)
        if around.done_by:
            kept[sentences.DONE_BY] = around.done_by
        for other in around.to:
            copy = {**kept, sentences.COPY_FOR: person.shown_name}
            _tell(other, kind, row, copy, path, at=at)
    return _tell(person, kind, row, kept, path, at=at)


def _tell(
    person: Person,
    kind: str,
    row: EventRow,
    kept: sentences.Plain,
    path: str,
    *,
    at: datetime | None,
) -> Notice:
    notice, fresh = Notice.objects.get_or_create(
        event=row,
        person=person,
        kind=kind,
        defaults={"values": kept, "path": path, "at": at or row.at},
    )
    if fresh:
        reachable = [plug.name for plug in registry.TRANSPORTS if plug.can_reach(person)]
        reach = queries.reach_of(person)
        ways = rules.ways(registry.NOTICES[kind], reach, reachable, at=notice.at)
        Delivery.objects.bulk_create(
            Delivery(notice=notice, transport=name, made_at=notice.at, not_before=wait)
            for name, wait in ways.items()
        )
    return notice


def send_code(code: SignInCode, *, by: Person | None = None, at: datetime) -> Delivery:
    """Mail a sign-in code to the address that asked, whether or not it has an account. Once."""
    delivery, _new = Delivery.objects.get_or_create(
        sign_in=code, transport="mail", defaults={"made_at": at}
    )
    return delivery


def deliver(delivery_id: UUID | str, *, by: Person | None = None, at: datetime) -> Delivery:
    """Hand one message to its transport; done already changes nothing.

    In a quiet night, what rings goes back to wait for the morning.

    The row is locked while the transport works, so two workers never send at the same time. A
    worker killed in between has sent or not: its job runs again, the same id shows once.

    :raises NotDelivered: try again later.
    """
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery_id)
        if delivery.is_settled():
            return delivery
        if wait := hurdles.wait_until(delivery, at=at):
            delivery.not_before, delivery.queued_at = wait, None
            delivery.save(update_fields=["not_before", "queued_at"])
            return delivery
        trouble = _hand_over(delivery, at=at)
        delivery.tries += 1
        delivery.save()
    if trouble:
        raise NotDelivered(trouble)
    return delivery


def _hand_over(delivery: Delivery, *, at: datetime) -> str:
    """Send and date the row. Returns what went wrong if trying again may help."""
    delivery.trouble = ""
    if reason := hurdles.spared(delivery, at=at):
        delivery.trouble, delivery.given_up_at = reason, at
        return ""
    try:
        with transaction.atomic():
            message = messages.message_for(delivery, at=at)
            delivery.mark = hurdles.mark(delivery, message.to, at=at)
            gone = _gone(delivery, message)
    except Undeliverable as refused:
        gone = str(refused)
    except Exception as error:  # noqa: BLE001 - every kind of trouble ends in the row and a retry
        # Only the kind of error: its text may quote the address.
        delivery.trouble = type(error).__name__
        return delivery.trouble
    if gone:
        delivery.trouble, delivery.given_up_at = gone[:200], at
    else:
        delivery.delivered_at = at
    return ""


def _gone(delivery: Delivery, message: Message) -> str:
    """Send; returns why it can never arrive. What the transport noted on the way stays noted."""
    try:
        registry.transport(delivery.transport).deliver(message)
    except Undeliverable as refused:
        return str(refused)
    return ""


def mark_read(notice: Notice | None = None, *, by: Person, at: datetime) -> int:
    """The person has read this notice of theirs, or all of them. Returns how many were unread."""
    unread = Notice.objects.all().of(by).unread()
    if notice:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=at)


@transaction.atomic
def choose_reach(
    person: Person,
    *,
    mail: bool,
    sms: bool,
    push: bool,
    nights: bool,
    timezone: str | None = None,
    by: Person,
    at: datetime,
) -> Reach:
    """How this person wants to hear from this brand from now on.

    `nights`: the telephone may ring between 21 and 7 h. `timezone`: where the nights are (IANA).

    :raises Invalid: `unknown_timezone`.
    """
    if timezone and timezone not in available_timezones():
        raise Invalid("unknown_timezone", _("We do not know this time zone."))
    reach, _new = Reach.objects.select_for_update().get_or_create(person=person)
    since = {"mail_off_at": not mail, "sms_off_at": not sms, "push_off_at": not push, "nights_at": nights}  # fmt: skip
    for name, said in since.items():
        # What was said before keeps its date.
        setattr(reach, name, (getattr(reach, name) or at) if said else None)
    if timezone is not None:
        reach.timezone = timezone
    reach.save()
    return reach


@transaction.atomic
def subscribe(
    person: Person,
    *,
    endpoint: str,
    p256dh: str,
    auth: str,
    device: str = "",
    by: Person,
    at: datetime,
) -> PushSubscription:
    """Push messages to this device from now on. A device belongs to who used it last; of more than
    five the oldest ends.

    :raises Invalid: `bad_subscription`.
    """
    subscriptions.check(endpoint=endpoint, p256dh=p256dh, auth=auth)
    live = PushSubscription.across_brands.filter(endpoint=endpoint, ended_at__isnull=True)
    mine = PushSubscription.objects.all().live_of(person).filter(endpoint=endpoint, p256dh=p256dh, auth=auth).first()  # fmt: skip
    if mine:
        return mine
    live.update(ended_at=at)
    surplus = PushSubscription.objects.all().live_of(person).reverse()[PushSubscription.MOST - 1 :]  # fmt: skip
    PushSubscription.objects.filter(pk__in=[row.pk for row in surplus]).update(ended_at=at)
    return PushSubscription.objects.create(
        person=person, endpoint=endpoint, p256dh=p256dh, auth=auth, device=device[:60], made_at=at
    )  # fmt: skip


def unsubscribe(
    subscription: PushSubscription, *, by: Person | None, at: datetime
) -> PushSubscription:
    """No push messages to this device any more. Twice changes nothing."""
    if subscription.ended_at is None:
        subscription.ended_at = at
        subscription.save(update_fields=["ended_at"])
    return subscription


def note_taken(delivery_id: UUID, *, by: None = None, at: datetime) -> None:
    """A device says that it has shown this push message, so no SMS need follow. Once.

    :raises NotFound: there is no such push message.
    """
    pushed = Delivery.objects.filter(pk=delivery_id, transport="push")
    if not pushed.exists():
        raise NotFound("not_found", "")
    pushed.filter(taken_at__isnull=True).update(taken_at=at)


def beat(worker: str, *, by: None = None, at: datetime) -> None:
    """This worker is alive."""
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": at})


def rest(worker: str, *, by: None = None, at: datetime) -> None:
    """This worker ended as it should."""
    Heartbeat.objects.filter(worker=worker).delete()
