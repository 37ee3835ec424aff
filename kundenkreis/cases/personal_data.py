"""What this room keeps about a person, and how it forgets."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.cases.models import (
    Attempt,
    Case,
    CaseKey,
    Message,
    Participant,
    PrivateFeedback,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class CasesData(PersonalData):
    """Cases and what was written in them."""

    tables = (
        "Case",
        "CaseTransition",
        "Attempt",
        "Participant",
        "Message",
        "PrivateFeedback",
    )

    def export(self, person: Person) -> dict[str, Any]:
        mine = Case.objects.of(person)
        return {
            "cases": list(
                mine.values(
                    "reference",
                    "text",
                    "language",
                    "product",
                    "postal_code",
                    "state",
                    "opened_at",
                    "closed_at",
                )
            ),
            "messages": list(
                Message.objects.filter(author=person).values(
                    "case__reference", "text", "at"
                )
            ),
            "feedback": list(
                PrivateFeedback.objects.filter(by=person).values(
                    "helped", "again", "recommend", "comment", "at"
                )
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Cases stay as numbers without words, whoever wrote them; what was written to others goes."""
        words = _("(erased)")
        Case.across_brands.filter(customer=person).update(
            title=words, text=words, product="", postal_code=""
        )
        Message.across_brands.filter(Q(author=person) | Q(case__customer=person)).update(
            text=words
        )
        Attempt.across_brands.filter(case__customer=person).update(why="")
        PrivateFeedback.across_brands.filter(by=person).update(comment="")
        CaseKey.across_brands.filter(case__customer=person).update(revoked_at=at)
        Participant.across_brands.filter(person=person, until__isnull=True).update(until=at)

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        return None
