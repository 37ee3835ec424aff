"""One service of the brand: each thing about it is set by itself. Booked visits stay as they were agreed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.brands.models import (  # fmt: skip
    Level,
    PackagePrice,
    PackageSkill,
    ServicePackage,
    Skill,
    Topic,
)
from kundenkreis.core import text as texts
from kundenkreis.core.refusal import Invalid
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers.models import Verification
from kundenkreis.people.models import Person
from kundenkreis.terms import setting

NOUN = "services"
LEAST, LONGEST = 15, 480
MOST_LINES, LINE = 8, 120


@one_transaction
def add_service(
    *, words: dict[str, str], price: int, minutes: int, reason: str, by: Person, at: datetime
) -> ServicePackage:  # fmt: skip
    """A new service, not offered yet: what it needs is asked one by one. `price` in minor units.

    :raises NotAllowed: not a manager. :raises Invalid: `empty`, `taken`, `bad_amount`.
    """
    setting.only_managers(by, at)
    setting.within("price", price, 1, setting.MOST)
    setting.within("minutes", minutes, LEAST, LONGEST)
    row = setting.entry(ServicePackage, "", words)
    values = {
        "words": setting.words_of(words),
        "price": price,
        "duration": timedelta(minutes=minutes),
        "position": ServicePackage.objects.count(),
        "withdrawn_at": at,
    }
    setting.store(NOUN, row, values, reason, about=row.slug, by=by, at=at)
    PackagePrice.objects.create(
        package=row, price=price, valid_from=at, set_at=at, begun_at=at
    )
    return row


@one_transaction
def set_name(
    slug: str, *, words: dict[str, str], reason: str, by: Person, at: datetime
) -> ServicePackage:
    """How it is called in each language.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `empty`.
    """
    return _set(slug, {"words": setting.words_of(words)}, reason, by=by, at=at)


@one_transaction
def set_contents(
    slug: str,
    *,
    includes: Mapping[str, Sequence[str]],
    reason: str,
    by: Person,
    at: datetime,
) -> ServicePackage:
    """What is included, line by line in each language; at most eight lines of 120 signs. Markup is text.

    :raises NotAllowed: not a manager. :raises NotFound: no such service.
    """
    lines = {
        code: [texts.tidy(line)[:LINE] for line in said if texts.tidy(line)][:MOST_LINES]
        for code, said in includes.items()
    }
    kept = {code: said for code, said in lines.items() if said}
    described = {code: ". ".join(said) + "." for code, said in kept.items()}
    return _set(slug, {"includes": kept, "description": described}, reason, by=by, at=at)


@one_transaction
def set_length(
    slug: str, *, minutes: int, reason: str, by: Person, at: datetime
) -> ServicePackage:
    """How long a visit takes. Prices of helpers with a rate of their own follow.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `bad_amount`.
    """
    setting.within("minutes", minutes, LEAST, LONGEST)
    return _set(slug, {"duration": timedelta(minutes=minutes)}, reason, by=by, at=at)


@one_transaction
def set_checks(
    slug: str, *, kinds: Sequence[str], reason: str, by: Person, at: datetime
) -> ServicePackage:
    """What must be checked about who does it, throughout a visit.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `unknown_check`.
    """
    if set(kinds) - set(Verification.Kind.values):
        sentence = _("There is no such check.")
        raise Invalid("unknown_check", sentence, {"kinds": sentence})
    wanted = [kind for kind in Verification.Kind.values if kind in kinds]
    return _set(slug, {"requires": wanted}, reason, by=by, at=at)


@one_transaction
def set_persons(
    slug: str, *, persons: int, reason: str, by: Person, at: datetime
) -> ServicePackage:
    """How many come: 1, or 2 technicians of one firm. Booked visits stay as they were agreed.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `bad_amount`.
    """
    setting.within("persons", persons, 1, 2)
    return _set(slug, {"persons": persons}, reason, by=by, at=at)


@one_transaction
def set_topics(
    slug: str, *, topics: Sequence[str], reason: str, by: Person, at: datetime
) -> ServicePackage:
    """For which topics it is proposed, by their short names.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `unknown_topic`.
    """
    row = service(slug, by=by, at=at)
    found = list(Topic.objects.filter(slug__in=topics))
    if len(found) != len(set(topics)):
        sentence = _("There is no such topic.")
        raise Invalid("unknown_topic", sentence, {"topics": sentence})
    before = sorted(row.topics.values_list("slug", flat=True))
    after = sorted(topic.slug for topic in found)
    if before != after:
        row.topics.set(found)
        setting.tell(NOUN, slug, {"topics": [before, after]}, reason, by=by, at=at)
    return row


@one_transaction
def set_needs(
    slug: str, *, levels: Mapping[str, int], reason: str, by: Person, at: datetime
) -> ServicePackage:
    """Which skills who does it must have, and how well at least: 1 to 3; 0 or left out: not needed.

    Helpers who know less are suggested no longer.

    :raises NotAllowed: not a manager. :raises NotFound: no such service. :raises Invalid: `unknown_skill`, `bad_level`.
    """
    row = service(slug, by=by, at=at)
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    if set(levels) - set(skills):
        raise Invalid("unknown_skill", _("There is no such skill."))
    if set(levels.values()) - {0, *Level.values}:
        raise Invalid("bad_level", _("A level is 0, 1, 2 or 3."))
    before = dict(row.needs.values_list("skill__slug", "level"))
    after = {name: level for name, level in levels.items() if level}
    if before == after:
        return row
    PackageSkill.objects.filter(package=row).exclude(skill__slug__in=after).delete()
    for name, level in sorted(after.items()):
        if before.get(name) != level:
            PackageSkill.objects.update_or_create(
                package=row, skill=skills[name], defaults={"level": level}
            )
    setting.tell(NOUN, slug, {"skills": [before, after]}, reason, by=by, at=at)
    return row


@one_transaction
def set_offered(
    slug: str, *, offered: bool, reason: str, by: Person, at: datetime
) -> ServicePackage:
    """Customers may book it, or no longer. Nothing is deleted.

    :raises NotAllowed: not a manager. :raises NotFound: no such service.
    """
    row = service(slug, by=by, at=at)
    withdrawn = None if offered else (row.withdrawn_at or at)
    return _set(slug, {"withdrawn_at": withdrawn}, reason, by=by, at=at)


def service(slug: str, *, by: Person, at: datetime) -> ServicePackage:
    """The service of this name, locked, for a manager."""
    setting.only_managers(by, at)
    return setting.entry(ServicePackage, slug or "-", {})


def _set(
    slug: str, values: dict[str, object], reason: str, *, by: Person, at: datetime
) -> ServicePackage:
    row = service(slug, by=by, at=at)
    return setting.store(NOUN, row, values, reason, about=slug, by=by, at=at)
