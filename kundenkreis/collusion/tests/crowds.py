"""Honest crowds and rings, made by chance from a seed: for tests and for `kundenkreis bench collusion`."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from kundenkreis.collusion.socket import Favour

DAYS = 180
END = datetime(2026, 3, 10, tzinfo=UTC)


def person(number: int) -> UUID:
    return UUID(int=number + 1)


class Crowd:
    """Favours by whoever is asked for, each on a subject of its own, spread over half a year."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.favours: list[Favour] = []

    def give(self, giver: int, receiver: int, *, at: datetime | None = None) -> None:
        if giver == receiver:
            return
        moment = at or END - timedelta(hours=self.dice.uniform(1, DAYS * 24))
        subject = f"answer:{len(self.favours)}"
        self.favours.append(Favour(person(giver), person(receiver), moment, "kudos", subject))  # fmt: skip

    def members(self, people: int, favours: int, topics: int = 20) -> "Crowd":
        """A community: few give and receive much, many a little (Zipf), seven of ten thanks stay in one's topic."""
        active = [1 / (n + 1) ** 0.8 for n in range(people)]
        liked = [1 / (n + 1) ** 1.1 for n in range(people)]
        self.dice.shuffle(active)
        self.dice.shuffle(liked)
        home = [self.dice.randrange(topics) for _n in range(people)]
        of = [[n for n in range(people) if home[n] == topic] for topic in range(topics)]
        weights = [[liked[n] for n in each] for each in of]
        for giver in self.dice.choices(range(people), active, k=favours):
            topic = home[giver] if self.dice.random() < 0.7 else self.dice.randrange(topics)
            if of[topic]:
                self.give(giver, self.dice.choices(of[topic], weights[topic])[0])
        return self

    def families(self, first: int, count: int) -> "Crowd":
        """Two to four who thank each other now and then, and others too."""
        for number in range(first, first + count * 4, 4):
            size = self.dice.randint(2, 4)
            for giver in range(number, number + size):
                for _n in range(self.dice.randint(1, 4)):
                    self.give(giver, number + self.dice.randrange(size))
                for _n in range(self.dice.randint(1, 6)):
                    self.give(giver, self.dice.randrange(first))
        return self

    def helpdesk(self, first: int, customers: int) -> "Crowd":
        """One who answers everybody about one product: each of her customers thanks mostly her."""
        for customer in range(first + 1, first + 1 + customers):
            for _n in range(self.dice.randint(1, 9)):
                self.give(customer, first)
            for _n in range(self.dice.randint(0, 4)):
                self.give(customer, self.dice.randrange(first))
        return self

    def ring(self, first: int, size: int, *, each: float = 0.4, hide: int = 10) -> "Crowd":
        """Accounts that thank each other, and `hide` times each somebody whom many thank (camouflage)."""
        popular = [favour.receiver.int - 1 for favour in self.favours]
        for giver in range(first, first + size):
            for receiver in range(first, first + size):
                if self.dice.random() < each:
                    self.give(giver, receiver)
            for _n in range(hide if popular else 0):
                self.give(giver, self.dice.choice(popular))
        return self


def honest(people: int, favours: int, seed: int) -> Crowd:
    """A community with families and people whom one product brought together."""
    crowd = Crowd(seed).members(people, favours)
    crowd.families(people, people // 20)
    first = people + 4 * (people // 20)
    for desk in range(max(1, people // 200)):
        crowd.helpdesk(first + desk * 40, 30)
    return crowd


def sizes() -> Iterator[tuple[int, int]]:
    """People and favours of the crowds that are looked at."""
    yield from ((100, 400), (300, 1500), (1000, 6000), (3000, 20_000))
