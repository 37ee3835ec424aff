"""All abilities: what each opens, by which outcomes it is earned and lost. One truth for rules, pages and API."""

from collections.abc import Collection
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kundenkreis.people.models import Role
from kundenkreis.reputation.models import MemberOutcome

Kind = MemberOutcome.Kind
ACCEPT, MENTOR, MERGE, TOPICS, REVIEW, FLAG = (
    "accept", "mentor", "merge", "topics", "review", "flag"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brand asks for one ability: so many good outcomes, and shares in percent."""

    least: int
    share: int
    keep: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """One thing that somebody may do.

    `earned_by`: so many good outcomes of this kind (`least`, faded ones count less) give it.
    `judged_by`: what decides whether it stays: the share of good ones must be `share` percent to earn
    it, and falls never below `keep`. `offices`: roles that have it without earning. `named`: roles
    given by the brand after its own checks; they have it until outcomes take it.
    """

    slug: str
    # «You may now …», as its member reads it.
    now: Promise
    title: Promise
    earned_by: str
    least: int
    judged_by: tuple[str, ...]
    share: int = 80
    keep: int = 70
    offices: frozenset[str] = frozenset({Role.Kind.MODERATOR})
    named: frozenset[str] = frozenset()

    @property
    def asked(self) -> Asked:
        """What holds where the brand has set nothing."""
        return Asked(least=self.least, share=self.share, keep=self.keep)

    def by_office(self, roles: Collection[str]) -> bool:
        """Who has it by her office at the brand."""
        return bool(self.offices & set(roles))

    def by_name(self, roles: Collection[str]) -> bool:
        """Who has it because the brand named her, until outcomes say otherwise."""
        return bool(self.named & set(roles))


EXPERTS = frozenset({str(Role.Kind.EXPERT)})
_ALL = (
    Ability(
        slug=MENTOR, title=_("Read first questions before they are public"),
        now=_("You may now read first questions of others and help to phrase them."),
        earned_by=Kind.SOLVED, least=3, judged_by=(Kind.SOLVED, Kind.MENTORED),
        offices=frozenset(Role.STAFF), named=EXPERTS,
    ),
    Ability(
        slug=TOPICS, title=_("Put questions under the right topic"),
        now=_("You may now put questions under another topic."),
        earned_by=Kind.SOLVED, least=3, judged_by=(Kind.SOLVED, Kind.SORTED),
        offices=frozenset(Role.STAFF), named=EXPERTS,
    ),
    Ability(
        slug=ACCEPT, title=_("Say for a silent asker that an answer solves it"),
        now=_("You may now say for a silent asker which answer solves the question."),
        earned_by=Kind.SOLVED, least=5, judged_by=(Kind.SOLVED, Kind.MARKED), named=EXPERTS,
    ),
    Ability(
        slug=MERGE, title=_("Join questions that are the same"),
        now=_("You may now join questions that are the same, and part them again."),
        earned_by=Kind.SOLVED, least=8, judged_by=(Kind.JOINED,), named=EXPERTS,
    ),
    Ability(
        slug=REVIEW, title=_("Review texts that members propose"),
        now=_("You may now review articles that other members propose."),
        earned_by=Kind.WRITTEN, least=3, judged_by=(Kind.WRITTEN, Kind.REVIEWED),
        offices=frozenset({Role.Kind.MODERATOR, Role.Kind.MANAGER}),
    ),
    Ability(
        slug=FLAG, title=_("Reports that count at once"),
        now=_("Your reports of advertising, insults and personal data now count at once."),
        earned_by=Kind.REPORTED, least=8, judged_by=(Kind.REPORTED,), share=85, keep=75,
    ),
)  # fmt: skip
ABILITIES = MappingProxyType({ability.slug: ability for ability in _ALL})
