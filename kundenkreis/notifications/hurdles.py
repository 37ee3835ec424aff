"""What may stand between a delivery and its transport: the night, an hour too late, a flood.

Looked at when it leaves, not only when it was written: a retry may come at another hour.
"""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from kundenkreis.notifications import queries, registry, rules
from kundenkreis.notifications.models import Delivery
from kundenkreis.notifications.socket import Undeliverable


def wait_until(delivery: Delivery, *, at: datetime) -> datetime | None:
    """The morning it must wait for; None when it may go now."""
    notice = delivery.notice
    if notice is None or not registry.transport(delivery.transport).rings:
        return None
    text = registry.NOTICES.get(notice.kind)
    if text is None or text.urgent:
        return None
    reach = queries.reach_of(notice.person)
    from_then = rules.ringing_from(reach, delivery.brand.zone, at=at)
    return from_then if from_then > at else None


def spared(delivery: Delivery, *, at: datetime) -> str:
    """Why it need not be sent any more, in words for the row; empty when it must."""
    if delivery.is_too_late(at):
        return "too late"
    notice = delivery.notice
    text = registry.NOTICES.get(notice.kind) if notice else None
    if notice is None or text is None:
        return ""
    rings = registry.transport(delivery.transport).rings
    if rings and text.urgent and at >= notice.at + rules.URGENT_LIVES:
        return "too late"
    if not rules.wants(queries.reach_of(notice.person), delivery.transport) and rings:
        return "not wanted any more"
    if delivery.transport == "sms" and text.sms == "fallback" and _was_taken(delivery):
        return "taken by push"
    return ""


def _was_taken(delivery: Delivery) -> bool:
    """Read on the page, or shown by a device."""
    assert delivery.notice is not None
    if delivery.notice.read_at:
        return True
    pushed = Delivery.objects.filter(notice=delivery.notice, transport="push")
    return pushed.filter(taken_at__isnull=False).exists()


def mark(delivery: Delivery, address: str, *, at: datetime) -> str:
    """The keyed hash of where it goes, for what is counted; empty for what is not.

    :raises Undeliverable: the address got all it may get in a day, from all brands together.
    """
    most = rules.MOST_A_DAY.get(delivery.transport)
    if most is None:
        return ""
    digest = salted_hmac("kundenkreis.reached", address, algorithm="sha256").hexdigest()
    sent = Delivery.across_brands.filter(
        mark=digest, delivered_at__gt=at - timedelta(days=1)
    )
    if sent.filter(transport=delivery.transport).count() >= most:
        raise Undeliverable("too many to one address in a day")
    return digest
