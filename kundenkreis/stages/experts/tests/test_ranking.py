"""Who is asked first, who is not asked, and at which price."""

import pytest

from kundenkreis.cases import actions as cases
from kundenkreis.core.refusal import Refused
from kundenkreis.stages.experts import actions, queries, ranking
from kundenkreis.stages.experts.models import (
    ConsultationTerms,
    Expert,
)
from kundenkreis.stages.experts.tests.conftest import make_expert


def test_own_prices_count_only_where_the_brand_allows(vreni, aylin, alpenfon, at):
    cheap = make_expert(aylin, at, price=500)
    assert cheap.price is None
    ConsultationTerms.objects.create(price=900, own_prices=True)
    dear = make_expert(aylin, at, price=1500)
    assert queries.price_of(dear, queries.terms()) == 1500


@pytest.mark.flow
def test_whoever_asks_for_more_is_not_asked_at_the_open_price(
    case, vreni, aylin, lars, alpenfon, at
):
    ConsultationTerms.objects.create(price=900, own_prices=True)
    make_expert(aylin, at, price=1500)
    make_expert(lars, at)
    asked = actions.consult(case, by=vreni, at=at)
    assert (asked.price, [str(offer.expert) for offer in asked.offers.all()]) == (
        900,
        ["Lars"],
    )


def test_better_rated_experts_are_asked_first(case, vreni, aylin, lars, expert, at):
    make_expert(lars, at)
    Expert.objects.filter(person=aylin).update(good=20, jobs=20, judged_at=at)
    Expert.objects.filter(person=lars).update(good=5, bad=15, jobs=20, judged_at=at)
    order = [str(each.expert) for each in queries.candidates(case, at=at)]
    assert order == ["Aylin", "Lars"]


def test_one_case_in_ten_lets_a_newcomer_in():
    def fit(standing: float, *, newcomer: bool = False) -> ranking.Fit:
        return ranking.Fit(
            topic=1, available=1, free=1, standing=standing, newcomer=newcomer
        )

    known = [ranking.Candidate(expert=n, fit=fit(0.9 - n / 100)) for n in range(4)]
    fresh = ranking.Candidate(expert=9, fit=fit(0.5, newcomer=True))
    firsts = [ranking.ranked([*known, fresh], draw=draw)[:3] for draw in range(10)]
    assert [fresh in first for first in firsts] == [True] + [False] * 9
    assert firsts[0][0] is known[0]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"languages": ["it"]}, "language"),
        ({"paused_at": "2026-01-01T00:00:00Z"}, "pause"),
        ({"hours": []}, "never there"),
    ],
)
def test_who_is_not_asked(case, vreni, expert, at, change, why):
    Expert.objects.filter(pk=expert.pk).update(**change)
    with pytest.raises(Refused, match="no_expert"):
        actions.consult(case, by=vreni, at=at)


def test_an_expert_is_not_asked_about_her_own_case(aylin, expert, at):
    own = cases.open_case(customer=aylin, text="Mein Router blinkt", by=aylin, at=at)
    assert queries.candidates(own, at=at) == []
