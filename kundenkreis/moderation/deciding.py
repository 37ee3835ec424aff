"""One form or call → the one action it means; and the decisions that are one click away."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid
from kundenkreis.moderation import actions
from kundenkreis.moderation.models import Flag, Rule, StatementOfReasons, Suspension
from kundenkreis.people.models import Person

Decided = StatementOfReasons | Suspension


def decide(
    target: str,
    *,
    outcome: str,
    rule: str = "",
    facts: str = "",
    days: int | None = None,
    text: str = "",
    by: Person,
    at: datetime,
) -> Decided:
    """What the outcome's name says.

    :raises Invalid: `unknown_outcome`. :raises Refused: as the action does.
    """
    if outcome == "suspended":
        return actions.suspend(target, days=days or 0, rule=rule, facts=facts, by=by, at=at)
    if outcome == "mended":
        return actions.mend(target, text=text, facts=facts, by=by, at=at)
    if outcome == "restored":
        facts = facts or _("We looked at it again. The text may stand here.")
        return actions.restore(target, facts=facts, by=by, at=at)
    if outcome == "kept":
        return actions.keep(target, facts=facts, by=by, at=at)
    by_rule = {"hidden": actions.hide, "removed": actions.remove, "warned": actions.warn}
    if outcome not in by_rule:
        sentence = _("Please choose.")
        raise Invalid("unknown_outcome", sentence, {"outcome": sentence})
    return by_rule[outcome](target, rule=rule, facts=facts, by=by, at=at)


def quick(flags: Sequence[Flag], *, hidden: bool) -> list[tuple[str, str, str]]:
    """Outcome, rule and words of the buttons that decide at once: what most reporters said, or not so."""
    if not flags:
        return []
    reason = Counter(each.reason for each in flags).most_common(1)[0][0]
    label = str(Rule(reason).label)
    keep = ("restored", "", _("Show it again")) if hidden else ("kept", "", _("Keep it"))
    return [keep, ("hidden", reason, _("Hide it: {rule}").format(rule=label))]
