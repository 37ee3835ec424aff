"""When the rule gives or takes an ability. Pure: facts in, what follows out."""

from collections.abc import Collection

from kundenkreis.people.models import Person, Role
from kundenkreis.reputation.models import AbilityGrant
from kundenkreis.reputation.table import Asked
from kundenkreis.reputation.weighing import Weighed

Ended = AbilityGrant.Ended


def earns(asked: Asked, earned: Weighed, judged: Weighed) -> bool:
    """Enough good outcomes, and few enough bad ones."""
    return earned.counted >= asked.least and judged.percent >= asked.share


def loses(asked: Asked, earned: Weighed, judged: Weighed, *, given_why: str) -> str:
    """Why it ends; empty: it stays. What a person or the brand gave does not fade, but can be lost by what came of it."""
    if judged.bad and judged.percent < asked.keep:
        return Ended.SHARE
    faded = earned.good < asked.least / 2
    return Ended.FADED if faded and given_why == AbilityGrant.Given.EARNED else ""


def may_manage(roles: Collection[str]) -> bool:
    """Give and withdraw by hand, decide about objections."""
    return Role.Kind.MANAGER in roles


def may_have(person: Person) -> bool:
    """Everybody with an account."""
    return not person.is_guest and person.erased_at is None
