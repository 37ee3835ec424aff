"""What this room keeps about a person, and how it forgets."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.stages.experts.models import (
    Consultation,
    ConsultationOffer,
    ConsultationReview,
    Expert,
)


class ExpertsData(PersonalData):
    tables = ("Expert", "Consultation", "ConsultationOffer", "ConsultationReview")

    def export(self, person: Person) -> dict[str, Any]:
        mine = Q(customer=person) | Q(expert__person=person)
        return {
            "expert": list(
                Expert.objects.filter(person=person).values(
                    "languages", "price", "hours", "good", "bad", "jobs", "since"
                )
            ),
            "consultations": list(
                Consultation.objects.filter(mine).values(
                    "id", "state", "price", "currency", "offered_at", "ended_at",
                    "summary", "complaint",
                )
            ),
            "consultation_offers": list(
                ConsultationOffer.objects.filter(expert__person=person).values(
                    "offered_at", "rank", "reasons", "answer", "answered_at", "why"
                )
            ),
            "consultation_reviews": list(
                ConsultationReview.objects.filter(mine).values(
                    "stars", "text", "helped", "at"
                )
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """Words go; that a paid consultation took place stays, without anybody's name in it."""
        Expert.across_brands.filter(person=person).update(
            paused_at=at, languages=[], hours=[]
        )
        Consultation.across_brands.filter(
            Q(customer=person) | Q(expert__person=person)
        ).update(summary="", complaint="")
        ConsultationOffer.across_brands.filter(expert__person=person).update(why="")
        ConsultationReview.across_brands.filter(customer=person).update(text="")

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        mine = Q(customer=person) | Q(expert__person=person)
        if Consultation.across_brands.filter(mine, settled_at__isnull=False).exists():
            return timedelta(days=3653), _(
                "The law asks for accounts to be kept for ten years."
            )
        return None
