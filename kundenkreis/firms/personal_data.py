"""What this room keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.refusal import Refused
from kundenkreis.firms.models import FirmDispatcher, FirmInvitation, FirmMember, FirmSlot
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class FirmsData(PersonalData):
    tables = ("Firm", "FirmDispatcher", "FirmInvitation", "FirmMember", "FirmSlot")

    def export(self, person: Person) -> dict[str, Any]:
        members = FirmMember.objects.filter(helper__person=person)
        return {
            "dispatches_for": list(
                FirmDispatcher.objects.filter(person=person).values("firm__name", "since", "until")
            ),
            "works_for": [
                {"firm": row.firm.name, "since": row.during.lower, "until": row.during.upper}
                for row in members.select_related("firm")
            ],
            "firm_invitations": list(
                FirmInvitation.objects.filter(helper__person=person).values(
                    "firm__name", "asked_at", "answered_at", "accepted"
                )
            ),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """:raises Refused: `last_dispatcher`: a firm's money would be nobody's any more."""
        for row in FirmDispatcher.across_brands.filter(person=person, until=None):
            others = FirmDispatcher.across_brands.filter(firm=row.firm_id, until=None)
            if not others.exclude(person=person).exists():
                raise Refused(
                    "last_dispatcher",
                    _("You are the only dispatcher of your firm. Please have somebody else named first."),
                )  # fmt: skip
        if FirmSlot.across_brands.filter(helper__person=person).exists():
            raise Refused("visit_ahead", _("A visit is still agreed. Please cancel it first."))  # fmt: skip
        FirmDispatcher.across_brands.filter(person=person, until=None, since__lt=at).update(until=at)  # fmt: skip
        FirmInvitation.across_brands.filter(helper__person=person).delete()
        for member in FirmMember.across_brands.filter(helper__person=person, during__contains=at):  # fmt: skip
            member.during = TimestamptzRange(member.during.lower, at)
            member.save(update_fields=["during"])
