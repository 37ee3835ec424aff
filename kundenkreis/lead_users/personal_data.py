"""What this room keeps about a person: all of it is hers, and all of it goes."""

from datetime import datetime
from typing import Any

from kundenkreis.lead_users.models import (
    LeadCandidacy,
    LeadInvitation,
    LeadPost,
    LeadThread,
)
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class LeadUsersData(PersonalData):
    tables = ("LeadCandidacy", "LeadInvitation", "LeadThread", "LeadPost")

    def export(self, person: Person) -> dict[str, Any]:
        rows = LeadCandidacy.objects.filter(person=person)
        decided = LeadInvitation.objects.filter(candidacy__person=person)
        posts = LeadPost.objects.filter(author=person)
        return {
            "lead_user": list(rows.values("since", "ahead", "benefit", "signals", "computed_at")),
            "lead_user_decision": list(decided.values("invited", "reason", "at", "accepted_at")),
            "lead_user_posts": list(posts.values("thread__title", "body", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        touched = list(LeadThread.across_brands.filter(posts__author=person).values_list("pk", flat=True))  # fmt: skip
        LeadPost.across_brands.filter(author=person).delete()
        LeadThread.across_brands.filter(author=person).update(author=None)
        LeadThread.across_brands.filter(pk__in=touched, posts__isnull=True).delete()
        LeadCandidacy.across_brands.filter(person=person).delete()
