"""Helpers hear what was checked about them, and when it ends."""

import pytest

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers import actions, reactions
from kundenkreis.helpers.events import HelperVerified, VerificationRevoked
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.notifications.models import EventRow, Notice


@pytest.mark.flow
def test_a_check_and_its_end_are_told_once(alpenfon, jonas, mira, at):
    helper = neighbour(jonas, ServicePackage.objects.get(slug="wifi"), at=at)
    actions.revoke(helper.verifications.get(), by=mira, at=at)
    for kind in (HelperVerified, VerificationRevoked):
        row = EventRow.objects.get(name=kind.name)
        for _twice in range(2):
            reactions.tell_of_check(kind(**row.payload), row=row)
    kinds = (
        Notice.objects.filter(person=jonas).order_by("at").values_list("kind", flat=True)
    )
    assert list(kinds) == ["helper_verified", "verification_revoked"]
