"""Helpers on the path, for tests."""

from datetime import datetime, timedelta
from typing import Any

from kundenkreis.brands.models import ServicePackage
from kundenkreis.certification import actions
from kundenkreis.certification.models import Certification
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person

APPLICATION: dict[str, Any] = {"postal_code": "8004", "of_age": True, "agreed": True}


def wifi() -> ServicePackage:
    return ServicePackage.objects.select_related("brand").get(slug="wifi")


def computer() -> ServicePackage:
    return ServicePackage.objects.select_related("brand").get(slug="computer-help")


def applicant(person: Person, at: datetime) -> Certification:
    """The person has applied for Wi-Fi."""
    actions.become_helper(person, [wifi()], **APPLICATION, by=person, at=at)
    return Certification.objects.get(helper__person=person, package=wifi())


def identify(helper: Helper, mira: Person, at: datetime) -> None:
    """Mira has seen a passport."""
    helpers.verify(helper, "identity", since=at, until=at + timedelta(days=700), by=mira, at=at)  # fmt: skip
    actions.go_on(helper, by=None, at=at)


def at_step(person: Person, state: str, mira: Person, at: datetime) -> Certification:
    """The person at this step of Wi-Fi, the usual way."""
    row = applicant(person, at)
    if state == "applicant":
        return row
    identify(row.helper, mira, at)
    row.refresh_from_db()
    if state == "trained":
        return row
    row = actions.admit(row, by=mira, at=at)
    if state == "supervised":
        return row
    for number in range(3):
        visit = actions.note_visit(row.helper, row.package, subject=f"booking:{number}", by=None, at=at)  # fmt: skip
        assert visit
        actions.see_visit(visit, good=True, by=mira, at=at)
    row = actions.certify(row, by=mira, at=at)
    return actions.appoint(row, by=mira, at=at) if state == "trainer" else row


def settle() -> None:
    """Everything that was announced is reacted to, in order, as the worker does."""
    for row in EventRow.objects.order_by("pk"):
        react(row.pk)
