"""Thanks in a pattern nobody has decided about hold an answer back; it counts in the month after, arranged thanks never."""

from datetime import date, timedelta

import pytest
import time_machine

from kundenkreis.collusion import actions as collusion
from kundenkreis.collusion.models import CollusionCase, CollusionMember
from kundenkreis.payback import actions, queries
from kundenkreis.payback.models import PaybackLine
from kundenkreis.payback.tests.test_payback import close, march, signed_in
from kundenkreis.people.models import Person
from kundenkreis.stages.community.models import Answer

__all__ = ["march"]
DAY = timedelta(days=1)


@pytest.fixture
def case(march, aylin, at) -> CollusionCase:
    """Three readers thank Aylin for everything."""
    row = CollusionCase.objects.create(
        signature="x", rule="block", evidence={"people": 4, "subjects": [], "kinds": {}}, first_at=at, last_at=at + 20 * DAY, found_at=at + 20 * DAY,
    )  # fmt: skip
    for reader in Person.objects.filter(name__startswith="Leser"):
        CollusionMember.objects.create(case=row, person=reader, gave=2, received=0)
    CollusionMember.objects.create(case=row, person=aylin, gave=0, received=6)
    return row


def april(at):
    return actions.close_month(date(2026, 4, 1), by=None, at=at + 70 * DAY)


def givers(person) -> list[int]:
    rows = PaybackLine.objects.filter(share__person=person).order_by("answered_at")
    return list(rows.values_list("givers", flat=True))


@pytest.mark.flow
def test_it_waits_is_said_and_counts_after_the_decision(case, aylin, jonas, mira, at):
    close(at)
    assert givers(aylin) == []
    assert givers(jonas) == [2], "who stands in no pattern is paid"
    waiting = queries.waiting_of(aylin, at=at + 41 * DAY)
    assert len(waiting) == 2
    assert queries.waiting_of(jonas, at=at + 41 * DAY) == []
    collusion.decide(
        case, outcome="dismissed", reason="Ein Kurs.", by=mira, at=at + 45 * DAY
    )
    april(at)
    assert givers(aylin) == [4, 4]
    assert queries.waiting_of(aylin, at=at + 71 * DAY) == []


@pytest.mark.flow
def test_what_was_arranged_counts_never_and_the_askers_word_does(case, aylin, mira, at):
    close(at)
    readers = list(
        Person.objects.filter(name__startswith="Leser").values_list("pk", flat=True)
    )
    collusion.decide(case, outcome="warned", reason="Abgesprochen.", people=readers, by=mira, at=at + 45 * DAY)  # fmt: skip
    april(at)
    assert givers(aylin) == [1, 1]
    assert PaybackLine.objects.filter(solved=True).count() == 3


def test_what_is_decided_before_the_month_closes_counts_in_it(case, aylin, mira, at):
    collusion.decide(
        case, outcome="dismissed", reason="Ein Kurs.", by=mira, at=at + 25 * DAY
    )
    close(at)
    assert givers(aylin) == [4, 4]
    april(at)
    assert len(givers(aylin)) == 2, "paid once for ever"
    assert Answer.objects.filter(author=aylin).count() == 2


@pytest.mark.flow
def test_the_page_and_the_api_say_so(case, aylin, at):
    close(at)
    with time_machine.travel(at + 41 * DAY, tick=False):
        client = signed_in(aylin)
        page, said = client.get("/payback/").text, client.get("/api/v1/payback").json()
    assert "These answers wait" in page
    assert len(said["waiting"]) == 2
    assert said["waiting"][0]["title"] in page
