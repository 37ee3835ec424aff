"""Being forgotten while somebody waits at a door."""

import pytest

from kundenkreis.core.refusal import Refused
from kundenkreis.people import actions as people
from kundenkreis.stages.marketplace import actions
from kundenkreis.stages.marketplace.models import Address


@pytest.mark.flow
def test_an_agreed_visit_is_called_off_before_anyone_is_forgotten(
    confirmed, vreni, jonas, at
):
    booking = confirmed
    for person in (vreni, jonas):
        with pytest.raises(Refused, match="visit_ahead"):
            people.erase(person, by=person, at=at)
    assert Address.objects.exists()
    actions.cancel(booking, reason="", by=vreni, at=at)
    people.erase(vreni, by=vreni, at=at)
    assert not Address.objects.exists()
