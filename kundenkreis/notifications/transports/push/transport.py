"""Push: one message to each of a person's devices, readable by the device alone."""

import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from kundenkreis.core.fetching import NotFetched, safe_fetch
from kundenkreis.notifications.models import DemoMessage, PushSubscription
from kundenkreis.notifications.socket import Message, Transport, Undeliverable
from kundenkreis.notifications.transports.push import keys
from kundenkreis.people.models import Person

PATIENCE = 3.0  # seconds for one device; five devices at most
# How long the push service keeps it for a telephone that is off; its own default is not at all.
KEPT = timedelta(days=1)
KEPT_URGENT = timedelta(hours=1)
# The push service forgot the device (RFC 8030 §7.3), or our key is not the one it subscribed with.
GONE = {403, 404, 410}
LATER = {408, 425, 429}


class PushTransport(Transport):
    """The push services of the browsers; without `settings.PUSH_CONTACT`, the demo mailbox.

    A person is reached at all her devices; her address here is her own id.
    """

    name = "push"
    rings = True

    def address_of(self, person: Person) -> str:
        if person.erased_at:
            return ""
        live = PushSubscription.objects.all().live_of(person)
        return str(person.pk) if live.exists() else ""

    def deliver(self, message: Message) -> None:
        if not settings.PUSH_CONTACT:
            _keep(message)
            return
        rows = PushSubscription.objects.filter(person__id=message.to, ended_at__isnull=True)
        answers = [_send(device, message) for device in rows]
        if "later" in answers:
            # Those that took it get it again under the same tag, and show it once.
            raise ConnectionError("a push service cannot take it now")
        if "taken" not in answers:
            raise Undeliverable("no device takes it")


def content(message: Message) -> dict[str, str]:
    """What the device gets, and shows."""
    body = message.in_short if message.in_short != message.subject else message.body
    return {
        "title": message.subject[:150],
        "body": body.split("\n\n")[0][:500],
        "url": message.url,
        "tag": message.id,
        "language": message.language,
        "receipt": f"/receipts/{message.id}/",
    }


def _send(device: PushSubscription, message: Message) -> str:
    """Hand it to the device's push service: `taken`, `later`, `gone` (the row is ended) or `never`."""
    # Costs 200 ms to load, and only workers need it.
    from pywebpush import WebPusher

    key = {"p256dh": device.p256dh, "auth": device.auth}
    pusher = WebPusher({"endpoint": device.endpoint, "keys": key})
    body = pusher.encode(json.dumps(content(message)).encode())["body"]
    try:
        answer = safe_fetch(
            device.endpoint,
            method="POST",
            headers=_headers(device, message),
            body=body,
            most_bytes=10_000,
            most_seconds=PATIENCE,
        ).status
    except NotFetched as trouble:
        # An address that only this machine can reach is none of a push service.
        wrong = trouble.reason in ("address_not_public", "bad_address")
        answer = 410 if wrong else 503
    return _noted(device, answer, at=message.at)


def _headers(device: PushSubscription, message: Message) -> dict[str, str]:
    from py_vapid import Vapid02

    parts = urlsplit(device.endpoint)
    claims = {
        "sub": settings.PUSH_CONTACT,
        "aud": f"{parts.scheme}://{parts.netloc}",
        # At most 24 hours (RFC 8292 §2).
        "exp": int((message.at + timedelta(hours=12)).timestamp()),
    }
    kept = KEPT_URGENT if message.urgent else KEPT
    return {
        **Vapid02(keys.private()).sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(kept.total_seconds())),
        "Urgency": "high" if message.urgent else "normal",
        # A second copy replaces the first while the device is off; 32 letters are allowed.
        "Topic": message.id.replace("-", "")[:32],
    }


def _noted(device: PushSubscription, status: int, *, at: datetime) -> str:
    if 200 <= status < 300:
        device.used_at = at
        device.save(update_fields=["used_at"])
        return "taken"
    if status in GONE:
        device.ended_at = at
        device.save(update_fields=["ended_at"])
        return "gone"
    return "later" if status in LATER or status >= 500 else "never"


def _keep(message: Message) -> None:
    said = content(message)
    DemoMessage.objects.get_or_create(
        message_id=message.id,
        defaults={
            "transport": PushTransport.name,
            "to": message.to,
            "subject": said["title"],
            "text": f"{said['body']}\n{message.url}\n{message.brand.name}",
            "at": message.at,
        },
    )
