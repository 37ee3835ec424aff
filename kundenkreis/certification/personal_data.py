"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kundenkreis.certification.models import (
    Certification,
    CertificationStep,
    StepContest,
    SupervisedVisit,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class CertificationData(PersonalData):
    tables = ("Certification", "CertificationStep", "SupervisedVisit", "StepContest")

    def export(self, person: Person) -> dict[str, Any]:
        paths = Certification.objects.filter(helper__person=person)
        return {
            "certifications": list(paths.values("id", "package__slug", "state", "moved_at")),
            "certification_steps": list(
                CertificationStep.objects.filter(certification__in=paths).values(
                    "certification", "name", "to_state", "at", "reason"
                )
            ),
            "supervised_visits": list(
                SupervisedVisit.objects.filter(certification__in=paths).values(
                    "certification", "at", "verdict", "words", "seen_at"
                )
            ),
            "decisions_contested": list(
                StepContest.objects.filter(by=person).values("text", "at", "answer", "answered_at")
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """That somebody was certified stays with the visits she made; her own words go."""
        StepContest.across_brands.filter(by=person).update(text=_("(erased)"))
        SupervisedVisit.across_brands.filter(certification__helper__person=person).update(words="")  # fmt: skip
