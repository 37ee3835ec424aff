"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.notifications import registry
from kundenkreis.notifications.models import (
    DemoMessage,
    EventRow,
    Notice,
    PushSubscription,
    Reach,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class NotificationsData(PersonalData):
    """Event rows stay: they hold ids only, and their author is nameless once erased."""

    tables = (
        "EventRow",
        "Notice",
        "Delivery",
        "DemoMessage",
        "Reach",
        "ShortLink",
        "PushSubscription",
    )

    def export(self, person: Person) -> dict[str, Any]:
        notices = Notice.objects.all().of(person).newest_first()
        return {
            "notices": [
                {
                    "kind": notice.kind,
                    "values": notice.values,
                    "path": notice.path,
                    "at": notice.at.isoformat(),
                    "read_at": notice.read_at and notice.read_at.isoformat(),
                    "deliveries": [
                        {
                            "transport": delivery.transport,
                            "delivered_at": delivery.delivered_at
                            and delivery.delivered_at.isoformat(),
                        }
                        for delivery in notice.deliveries.all()
                    ],
                }
                for notice in notices.prefetch_related("deliveries")
            ],
            "reach": list(
                Reach.objects.filter(person=person).values(
                    "mail_off_at", "sms_off_at", "push_off_at", "nights_at", "timezone"
                )
            ),
            "devices": list(
                PushSubscription.objects.filter(person=person).values(
                    "device", "made_at", "used_at", "ended_at"
                )
            ),
            "events": [
                {"name": name, "at": at.isoformat()}
                for name, at in EventRow.objects.filter(by=person)
                .order_by("id")
                .values_list("name", "at")
            ],
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        Notice.across_brands.filter(person=person).delete()
        Reach.across_brands.filter(person=person).delete()
        PushSubscription.across_brands.filter(person=person).delete()
        # Other rooms may have forgotten the person first; what is left of her is asked for here.
        ways = [plug.address_of(person) for plug in registry.TRANSPORTS]
        # Push messages are kept under her own id.
        own = [person.email or "", person.contact_email, str(person.pk)]
        addresses = [each for each in (*own, *ways) if each]
        DemoMessage.across_brands.filter(to__in=addresses).delete()
