"""The question and the answer of the community's tests, and outcomes by the dozen."""

from datetime import timedelta

from kundenkreis.reputation import actions
from kundenkreis.stages.community.tests.conftest import answer, case, question

__all__ = ["answer", "case", "question"]
DAY = timedelta(days=1)


def solve(person, number, at, *, kind="solved", good=True, start=0, other=None) -> None:
    """So many outcomes of hers, one a day, the last one at `at`."""
    for n in range(start, start + number):
        actions.record(
            person, kind=kind, subject=f"{kind}:{n}", good=good, other=other, title=f"Frage {n}",
            by=None, at=at - (start + number - 1 - n) * DAY,
        )  # fmt: skip
