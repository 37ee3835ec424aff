"""Reads: the next fair pair for somebody, and what all duels say."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import NotFound
from kundenkreis.duels import estimating
from kundenkreis.duels.models import Duel
from kundenkreis.ideas.models import Idea
from kundenkreis.people.models import Person

# Among so many open ideas pairs are made: the newest.
POOL = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An idea with what duels say of it; no strength while too little was said."""

    idea: Idea
    votes: int
    duels: int
    people: int
    strength: estimating.Strength[UUID] | None


def next_pair(person: Person) -> tuple[Idea, Idea] | None:
    """The two open ideas of others that were judged least, as a pair she has not judged; None: she has judged all.

    Which stands on the left is decided by the person and the pair, so that place favours none.
    """
    rows = Idea.objects.all().open().exclude(author=person).order_by("-written_at", "pk")
    ideas = list(rows.select_related("author")[:POOL])
    judged = set(Duel.objects.filter(person=person).values_list("one", "other"))
    many = _judged([idea.pk for idea in ideas])
    ideas.sort(key=lambda idea: (many[idea.pk], _mixed(person, idea.pk)))
    for number, one in enumerate(ideas):
        for other in ideas[number + 1 :]:
            if tuple(sorted((one.pk, other.pk))) not in judged:
                turned = int(_mixed(person, one.pk, other.pk), 16) % 2
                return (other, one) if turned else (one, other)
    return None


def _judged(ideas: list[UUID]) -> Counter[UUID]:
    rows = Duel.objects.filter(one__in=ideas, other__in=ideas).values_list("one", "other")
    return Counter(idea for pair in rows for idea in pair)


def _mixed(person: Person, *ideas: UUID) -> str:
    text = ":".join(map(str, (person.pk, *sorted(ideas))))
    return hashlib.sha256(text.encode()).hexdigest()


def pair_of(one: UUID, other: UUID) -> tuple[Idea, Idea]:
    """Both ideas, as asked.

    :raises NotFound: one of them is not on the board.
    """
    rows = {
        row.pk: row for row in Idea.objects.all().on_board().filter(pk__in=(one, other))
    }
    if one not in rows or other not in rows:
        raise NotFound("not_found", _("There is no such idea."))
    return rows[one], rows[other]


def judged_by(person: Person) -> int:
    """How many pairs she judged."""
    count: int = Duel.objects.filter(person=person).count()
    return count


def standings() -> list[Standing]:
    """Open ideas with at least one duel, the strongest first; those with too few at the end."""
    ideas = {row.pk: row for row in Idea.objects.all().open().select_related("author").counted()}  # fmt: skip
    rows = Duel.objects.filter(winner__isnull=False, one__in=ideas, other__in=ideas)
    said = list(rows.order_by("at", "pk").values_list("person", "one", "other", "winner"))
    found = {
        each.key: each for each in estimating.strengths([_result(*row[1:]) for row in said])
    }
    people: dict[UUID, set[UUID]] = {}
    for person, one, other, _winner in said:
        people.setdefault(one, set()).add(person)
        people.setdefault(other, set()).add(person)
    many = Counter(idea for _person, one, other, _winner in said for idea in (one, other))
    standing = [
        Standing(
            idea=ideas[pk], votes=ideas[pk].vote_count, duels=many[pk], people=len(people[pk]),  # type: ignore[attr-defined]
            strength=found.get(pk) if _enough(many[pk], len(people[pk])) else None,
        )
        for pk in many
    ]  # fmt: skip
    return sorted(standing, key=lambda each: (-(each.strength.wins if each.strength else -1), -each.duels, str(each.idea.pk)))  # fmt: skip


def _result(one: UUID, other: UUID, winner: UUID) -> tuple[UUID, UUID]:
    return (one, other) if winner == one else (other, one)


def _enough(duels: int, people: int) -> bool:
    return duels >= estimating.FEWEST_DUELS and people >= estimating.FEWEST_PEOPLE
