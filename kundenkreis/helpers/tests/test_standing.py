"""The Beta reputation of algorithm 3-2."""

from datetime import timedelta

import pytest

from kundenkreis.helpers.standing import (
    WEIGHTS,
    News,
    Standing,
    effective_positive,
    weighed,
    weights,
)


def test_the_published_vector():
    """8 good on day 0, 2 bad on day 300, seen on day 300: 0.818 / 0.667 / 6.526."""
    now = Standing(8, 0).faded(timedelta(days=300)).after(0, 2)
    found = [round(each, 3) for each in (now.mean, now.lower_bound, now.evidence)]
    assert found == [0.818, 0.667, 6.526]


def test_two_lucky_visits_do_not_outrank_forty_good_ones():
    assert Standing(2, 0).lower_bound < Standing(40, 1).lower_bound


def test_outcomes_fade_by_half_in_a_year():
    assert Standing(4, 2).faded(timedelta(days=365)) == Standing(2, 1)


def test_the_same_vector_from_single_news():
    age = timedelta(days=300)
    news = [News(kind="private_answer", value=1, age=age, source=str(n)) for n in range(8)]
    news += [News(kind="private_answer", value=0, age=timedelta(), source="x")]
    news += [News(kind="private_answer", value=0, age=timedelta(), source="z")]
    now = weighed(news)
    found = [round(each, 3) for each in (now.mean, now.lower_bound, now.evidence)]
    assert found == [0.818, 0.667, 6.526]


@pytest.mark.parametrize(("positive", "jobs", "share"), [(6, 20, 0.367), (6, 8, 0.611)])
def test_the_published_vectors_of_the_effective_positive_share(positive, jobs, share):
    assert round(effective_positive(positive, jobs, usual=0.5), 3) == share


def said(count, source, value=1.0, weight=1.0):
    return [
        News(kind="private_answer", value=value, age=timedelta(days=n), source=source, weight=weight)
        for n in range(count)
    ]  # fmt: skip


def test_the_same_customer_counts_less_each_time():
    assert sorted(weights(said(3, "vreni")), reverse=True) == [1.0, 0.5, 0.25]
    assert sum(weights(said(50, "vreni"))) < 2
    assert weights(said(2, "vreni") + said(1, "rosa")) == [0.5, 1.0, 1.0]


def test_a_relatives_word_counts_nothing_and_uses_nothing_up():
    assert weights(said(3, "beat", weight=0)) == [0, 0, 0]


KINDS = ("private_answer", "public_stars", "rebooked")


def ring(accounts):
    """So many accounts of one household, each with every kind of praise."""
    return [
        News(kind=kind, value=1, age=timedelta(days=1), source=f"account-{n}", shared=["household"])
        for n in range(accounts)
        for kind in KINDS
    ]  # fmt: skip


def evidence(news):
    return weighed(news).evidence * 2 ** (1 / 365)


def test_one_customers_praise_over_all_kinds_counts_like_one_private_answer():
    one = [News(kind=kind, value=1, age=timedelta(days=2), source="vreni") for kind in KINDS]  # fmt: skip
    assert sum(weights(one)) == 1
    again = [News(kind=kind, value=1, age=timedelta(days=1), source="vreni") for kind in KINDS]  # fmt: skip
    assert sum(weights(one + again)) == 1.5
    fifty = [News(kind=kind, value=1, age=timedelta(days=n), source="vreni") for n in range(50) for kind in KINDS]  # fmt: skip
    assert sum(weights(fifty)) < 2


def test_what_was_bad_counts_in_full_beside_praise():
    bad = News(kind="no_show", value=0, age=timedelta(), source="vreni")
    assert weights([*said(1, "vreni"), bad]) == [1, WEIGHTS["no_show"]]
    assert weights([News(kind="private_answer", value=0, age=timedelta(), source=name, shared=["home"]) for name in "ab"]) == [1, 0]  # fmt: skip


def test_fifty_accounts_of_one_household_weigh_half_of_one_customer():
    found = [round(evidence(ring(accounts)), 3) for accounts in (1, 2, 3, 4, 50)]
    assert found == [1, 0.707, 0.577, 0.5, 0.5]


def test_fifty_accounts_of_one_household_gain_at_most_one_place():
    """T6: twenty helpers with honest histories; any one of them gets a ring of fifty five-star accounts."""
    honest = [
        [
            News(kind="private_answer", value=float(visit % 20 >= bad), age=timedelta(days=9 * visit), source=f"{helper}-{visit}")
            for visit in range(10 + 2 * helper)
        ]
        for helper, bad in enumerate([0, 1, 2, 3, 4] * 4)
    ]  # fmt: skip
    before = [weighed(news).lower_bound for news in honest]
    for helper, news in enumerate(honest):
        after = weighed(news + ring(50)).lower_bound
        others = before[:helper] + before[helper + 1 :]
        rank = sum(each > before[helper] for each in others)
        gained = rank - sum(each > after for each in others)
        assert gained <= 1, (helper, before[helper], after, gained)
