"""Sentences of statements: standard reasons, what a decision means, and what one can do about it."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kundenkreis.moderation.models import (
    Appeal,
    Outcome,
    Rule,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.ui import filters


def standard_facts(rule: str) -> str:
    """The usual reason in words to the author, where the moderator gives none of her own."""
    if not rule:
        return ""
    return {
        Rule.SPAM: _("The text advertises something, or repeats what was written elsewhere."),
        Rule.PERSONAL_DATA: _("The text names a person, a number or an address that strangers should not read."),
        Rule.RUDE: _("The text insults or attacks somebody."),
        Rule.DANGEROUS: _("Who follows this advice can be harmed or lose something."),
        Rule.ILLEGAL: _("The text goes against the law."),
        Rule.OFF_TOPIC: _("The text has nothing to do with the question where it stands."),
        Rule.ARRANGED: _("Thanks or votes were arranged between people. They should say what helped."),
    }[Rule(rule)]  # fmt: skip


def effect(statement: StatementOfReasons) -> str:
    """What was done, and how far it reaches (DSA art. 17 (3) a)."""
    until = statement.until and filters.moment(statement.until)
    return {
        Outcome.KEPT: _("The text stays where it is."),
        Outcome.HIDDEN: _("The text is not shown any more. Only you and our moderators see it."),
        Outcome.MENDED: _("Personal data was taken out of the text. The rest stays."),
        Outcome.REMOVED: _("The text is removed."),
        Outcome.WARNED: _("This is a warning. Nothing else happens.") if statement.about_person else _("The text stays. This is a warning."),
        Outcome.SUSPENDED: suspended(statement.suspends).format(until=until),
        Outcome.RESTORED: _("The text is shown again."),
        Outcome.LIFTED: _lifted_what(statement.suspends),
    }[Outcome(statement.outcome)]  # fmt: skip


def suspended(kind: str) -> str:
    """What somebody cannot do until `{until}`."""
    return {
        Suspension.Kind.REPORTING: _("You cannot report texts here until {until}."),
        Suspension.Kind.VOTING: _("You cannot thank, vote or rate here until {until}."),
    }.get(Suspension.Kind(kind or "writing"), _("You cannot write in public here until {until}."))  # fmt: skip


def _lifted_what(kind: str) -> str:
    return {
        Suspension.Kind.REPORTING: _("You can report texts again."),
        Suspension.Kind.VOTING: _("You can thank, vote and rate again."),
    }.get(Suspension.Kind(kind or "writing"), _("You can write in public again."))


def duration(statement: StatementOfReasons) -> str:
    """How long it holds."""
    if statement.until:
        return _("until {moment}").format(moment=filters.moment(statement.until))
    return _("without an end date") if statement.restricts else ""


def ground(statement: StatementOfReasons) -> str:
    """Law or our rules, and which (DSA art. 17 (3) d, e)."""
    if not statement.rule:
        return ""
    which = str(Rule(statement.rule).label)
    if statement.illegal:
        return _("The law: {rule}").format(rule=which)
    return _("The rules of this community: {rule}").format(rule=which)


def who_decided(statement: StatementOfReasons) -> str:
    """A person or the rules by themselves (DSA art. 17 (3) c)."""
    if statement.automated:
        return _("Our rules decided by themselves. A person looks at it next.")
    return _("A person decided. No machine decided.")


def last_day(statement: StatementOfReasons) -> str:
    """Until when one may object."""
    return filters.date(statement.at + Appeal.DAYS - timedelta(days=1))


def label(part: str) -> str:
    """What stands before each part of a statement."""
    return {
        "effect": _("What we decided"),
        "facts": _("Reason"),
        "ground": _("By which rule"),
        "who": _("Who decided"),
        "source": _("How we noticed it"),
        "duration": _("For how long"),
    }[part]


def lifted() -> str:
    """The usual reason where a suspension ends early."""
    return _("We looked at it again. The suspension is no longer needed.")


def nothing_found() -> str:
    """To whoever sent a notice, where the text stays and nobody said more."""
    return _("We found nothing that goes against the law or our rules.")
