"""Attacks that no generator finds: rows made for one law, and the one statement that it alone stops.

Whatever stands before the last statement prepares rows, with all triggers and foreign keys asleep.
"""

from collections.abc import Mapping

from tests.every_law.by_hand import articles, community, money, people, visits

TOGETHER = (
    articles.ATTACKS, community.ATTACKS, money.ATTACKS, people.ATTACKS, visits.ATTACKS,
)  # fmt: skip

# By table and name; a plain foreign key goes by its column.
ATTACKS: Mapping[str, tuple[str, ...]] = {
    key: attack for each in TOGETHER for key, attack in each.items()
}
assert len(ATTACKS) == sum(map(len, TOGETHER)), "a law is attacked in two files"
