"""Who is meant by @name in a text. Pure: texts and names in, people out."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from kundenkreis.people.models import Person

_NAME = re.compile(r"(?<![\w@/.])@([\w][\w.-]{1,39})")
# Whoever calls more people than this by name calls nobody.
MOST = 10


def names_in(text: str) -> list[str]:
    """Names after an @ that stands at the beginning of a word, in small letters, once each; none if there are too many."""
    found = (match[1].rstrip(".-").casefold() for match in _NAME.finditer(text))
    names = list(dict.fromkeys(found))
    return names if len(names) <= MOST else []


def meant(
    text: str,
    bearers: Iterable[tuple[str, Person]],
    *,
    here: Collection[UUID],
    by: Person | None,
) -> list[Person]:
    """Of people with the names they bear, whom the text calls; never its author.

    A name that two bear means the one who takes part `here`; if none or both do, nobody.
    """
    whole = text.casefold()
    names = set(names_in(text))
    found = [
        (name.casefold(), person)
        for name, person in bearers
        if name.strip() and name.casefold().split()[0].rstrip(".-") in names and f"@{name.casefold()}" in whole
    ]  # fmt: skip
    many = Counter(name for name, _person in found)
    left = [(name, each) for name, each in found if many[name] == 1 or each.pk in here]
    twice = Counter(name for name, _person in left)
    persons = {each.pk: each for name, each in left if twice[name] == 1}
    return [each for pk, each in persons.items() if by is None or pk != by.pk]
