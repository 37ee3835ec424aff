"""Money and reputation are kept apart: no movement of money or points changes what somebody may do or is known for."""

import pytest

from kundenkreis.badges.models import Badge
from kundenkreis.core.money import Money
from kundenkreis.ledger import settled
from kundenkreis.ledger.points import balance_of
from kundenkreis.payback import actions
from kundenkreis.payback.tests.test_payback import march, rich
from kundenkreis.reputation import actions as reputation
from kundenkreis.reputation.models import AbilityGrant, MemberOutcome
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community.tests.test_telling import tell

__all__ = ["march", "rich"]


def standing(person, at):
    return (
        abilities_of(person, at=at), MemberOutcome.objects.filter(person=person).count(),
        AbilityGrant.objects.filter(person=person).count(), Badge.objects.filter(person=person).count(),
    )  # fmt: skip


@pytest.mark.flow
def test_no_money_changes_what_somebody_may_do_or_is_known_for(rich, mira, at):
    tell()
    before = standing(rich, at)
    assert before[1:] == (2, 0, 1)
    actions.redeem(points=1000, way="money", by=rich, at=at)
    actions.redeem(points=10, way="credit", by=rich, at=at)
    settled.reward(
        subject="x", payee=rich, amount=Money(99_999, "CHF"), idem="x", by=mira, at=at
    )
    tell()
    reputation.weigh(rich, by=None, at=at)
    assert standing(rich, at) == before


@pytest.mark.flow
def test_nothing_somebody_may_do_changes_her_points(rich, mira, at):
    before = balance_of(rich)
    reputation.give(rich, "flag", words="Gut", by=mira, at=at)
    reputation.withdraw(rich, "accept", words="Nein", by=mira, at=at)
    tell()
    assert balance_of(rich) == before


@pytest.mark.flow
def test_no_page_shows_anothers_points(rich, client, at):
    page = client.get(
        f"/members/{rich.pk}/",
        headers={"host": "alpenfon.localhost", "accept-language": "en"},
    )
    assert page.status_code == 200
    assert "point" not in page.content.decode().lower().replace("viewpoint", "")
