"""Helpers, their memberships and packages, verifications, hours, and the live slots of their calendar.

What Django cannot express about these tables (no overlaps, slots inside availability and
verification) stands in `migrations/sql/helpers.sql`.
"""

from kundenkreis.helpers.models.calendars import BusyCalendar, BusyTime, FeedKey
from kundenkreis.helpers.models.checks import (
    Verification,
    VerificationQuerySet,
)
from kundenkreis.helpers.models.hours import (
    Availability,
    AvailabilityException,
    AvailabilityPlan,
    Slot,
    SlotRequirement,
)
from kundenkreis.helpers.models.members import (
    MOST_RADIUS_KM,
    Contest,
    Helper,
    HelperBrand,
    HelperBrandQuerySet,
    HelperPackage,
    Outcome,
)
from kundenkreis.helpers.models.ranking import (
    RankingExplanation,
    RankingWeights,
)
from kundenkreis.helpers.models.skills import HelperSkill

__all__ = [
    "MOST_RADIUS_KM",
    "Availability",
    "AvailabilityException",
    "AvailabilityPlan",
    "BusyCalendar",
    "BusyTime",
    "Contest",
    "FeedKey",
    "Helper",
    "HelperBrand",
    "HelperBrandQuerySet",
    "HelperPackage",
    "HelperSkill",
    "Outcome",
    "RankingExplanation",
    "RankingWeights",
    "Slot",
    "SlotRequirement",
    "Verification",
    "VerificationQuerySet",
]
