"""A contest that takes ideas now: entering 10 days, sorting out 5, the jury 5."""

from datetime import timedelta

import pytest

from kundenkreis.contests import actions
from kundenkreis.contests.models import IdeaContest
from tests.kept import kept

DAY = timedelta(days=1)


def make_contest(mira, at, **more) -> IdeaContest:
    values = {
        "title": "Was macht den Router verständlich?", "body": "Wir suchen Ideen.", "rules": "Wir dürfen die Ideen bauen und nennen Ihren Namen.",
        "prize": "CHF 500", "criteria": ["Nutzen", "Machbar"], "tokens": 2, "submit_from": at - DAY, "submit_until": at + 10 * DAY,
        "filter_until": at + 15 * DAY, "jury_until": at + 20 * DAY, **more,
    }  # fmt: skip
    return actions.announce_contest(**values, by=mira, at=at - DAY)


def enter(contest, person, at, title="Rote Lampe"):
    return actions.enter(
        contest, title=title, body="So geht es.", agreed=True, by=person, at=at
    )


@kept
def contest(mira, at) -> IdeaContest:
    return make_contest(mira, at)


@pytest.fixture
def entries(contest, vreni, aylin, jonas, at):
    """Four ideas of three people."""
    who = (vreni, aylin, jonas, vreni)
    return [
        enter(contest, person, at, f"Idee {number}") for number, person in enumerate(who)
    ]
