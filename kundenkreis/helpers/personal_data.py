"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.helpers.models import (
    AvailabilityException,
    AvailabilityPlan,
    BusyCalendar,
    Contest,
    FeedKey,
    Helper,
    HelperBrand,
    HelperSkill,
    RankingExplanation,
    Verification,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class HelpersData(PersonalData):
    tables = (
        "Helper", "HelperBrand", "HelperSkill", "Outcome", "HelperPackage", "Verification", "AvailabilityPlan",
        "AvailabilityException", "Availability", "BusyCalendar", "BusyTime", "FeedKey", "Slot",
        "SlotRequirement", "RankingExplanation", "RankingWeights", "Contest",
    )  # fmt: skip

    def export(self, person: Person) -> dict[str, Any]:
        helper = Helper.objects.filter(person=person)
        return {
            "helper": list(
                helper.values(
                    "id", "languages", "professional", "country", "postal_code", "place",
                    "radius_km", "about", "travel_buffer", "capacity", "joined_at",
                )
            ),
            "memberships": list(
                HelperBrand.objects.filter(helper__in=helper).values(
                    "since", "until", "hourly_rate", "good", "bad", "jobs", "reviews", "stars"
                )
            ),
            "skills": list(
                HelperSkill.objects.filter(helper__in=helper).values("skill__slug", "level", "said_at")
            ),
            "verifications": list(
                Verification.objects.filter(helper__in=helper).values("kind", "checked_at")
            ),
            "contests": list(
                Contest.objects.filter(by=person).values("text", "at", "answer", "answered_at")
            ),
            "rankings": list(
                RankingExplanation.objects.filter(helper__in=helper).values(
                    "subject", "at", "rank", "pool", "asked", "score", "parts", "weights"
                )
            ),
            "calendars": list(
                BusyCalendar.objects.filter(helper__in=helper).values("url", "added_at", "read_at")
            ),
            "plan": list(helper.values("plan__weekday", "plan__start", "plan__end")),
            "exceptions": list(
                AvailabilityException.objects.filter(helper__in=helper).values("day", "start", "end")
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        helper = Helper.objects.filter(person=person).first()
        if not helper:
            return
        HelperBrand.across_brands.filter(helper=helper, until__isnull=True, since__lt=at).update(until=at)  # fmt: skip
        Contest.across_brands.filter(by=person).update(text=_("(erased)"))
        RankingExplanation.across_brands.filter(helper=helper).delete()
        BusyCalendar.objects.filter(helper=helper).delete()
        FeedKey.objects.filter(helper=helper).delete()
        HelperSkill.across_brands.filter(helper=helper).delete()
        AvailabilityPlan.objects.filter(helper=helper).delete()
        AvailabilityException.objects.filter(helper=helper).delete()
        helper.about, helper.paused_at = "", at
        helper.away_from = helper.away_until = None
        # Somewhere in the area: enough for old statistics, nothing about the person.
        helper.lat, helper.lng = round(helper.lat, 1), round(helper.lng, 1)
        helper.gy, helper.gx = helper.point.cell
        helper.save()
