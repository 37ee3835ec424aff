"""Flags and what moderators make of them: every decision with its reasons."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused, TooMany
from kundenkreis.people.models import Person
from kundenkreis.people.queries import roles_of
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.events import (
    ContentFlagged,
    ContentHidden,
    ContentRestored,
    SolutionWithdrawn,
)
from kundenkreis.stages.community.models import (
    Answer,
    ContentDecision,
    Flag,
    Question,
    Rule,
    Solution,
)

Text = Question | Answer
Outcome = ContentDecision.Outcome


def _which(text: Text) -> dict[str, Any]:
    return {"question": text} if isinstance(text, Question) else {"answer": text}


def _ids(text: Text) -> dict[str, str]:
    if isinstance(text, Question):
        return {"question": str(text.pk), "answer": ""}
    return {"question": str(text.question_id), "answer": str(text.pk)}


def _rule(reason: str) -> str:
    if reason not in Rule.values:
        sentence = _("Please choose what is wrong.")
        raise Invalid("unknown_reason", sentence, {"reason": sentence})
    return reason


@transaction.atomic
def flag(text: Text, *, reason: str, words: str = "", by: Person, at: datetime) -> Flag:
    """Somebody says that a text should not stand here. Twice is once.

    :raises NotAllowed: without an account. :raises Invalid: unknown reason. :raises TooMany: 20 an hour.
    """
    if not rules.may_take_part(by):
        raise NotAllowed("no_account", _("Please sign in to report a text."))
    recent = Flag.objects.filter(by=by, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.FLAGS_AN_HOUR:
        raise TooMany(
            "too_many_flags", _("Thank you. We look at your earlier reports first.")
        )
    row, fresh = Flag.objects.get_or_create(
        by=by,
        **_which(text),
        defaults={"reason": _rule(reason), "text": texts.tidy(words)[:500], "at": at},
    )
    if fresh:
        announce(ContentFlagged(**_ids(text), flag=row.pk), by=by, at=at)
    return row


@transaction.atomic
def hide(text: Text, *, rule: str, facts: str, by: Person, at: datetime) -> ContentDecision:
    """A moderator takes a text out of sight and says why; the author is told. Twice is once.

    An accepted answer that is hidden is no solution any more; the case stays as its customer left it.

    :raises NotAllowed: not a moderator, or one's own text. :raises Invalid: no rule or no reasons.
    """
    text = _locked(text, by=by, at=at)
    last = text.decisions.filter(outcome=Outcome.HIDDEN).order_by("-at").first()
    if text.hidden_at and last:
        return last
    facts = texts.required(facts, field="facts", most=2000)
    decision = _decide(text, Outcome.HIDDEN, rule=_rule(rule), facts=facts, by=by, at=at)
    text.hidden_at, text.hidden_by, text.hidden_reason = at, by, rule
    text.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    if isinstance(text, Answer) and Solution.objects.filter(answer=text).delete()[0]:
        announce(SolutionWithdrawn(**_ids(text)), by=by, at=at)
    announce(ContentHidden(**_ids(text), decision=str(decision.pk)), by=by, at=at)
    return decision


@transaction.atomic
def keep(text: Text, *, facts: str = "", by: Person, at: datetime) -> ContentDecision:
    """The flags were looked at; the text stays.

    :raises NotAllowed: not a moderator, or one's own text.
    """
    text = _locked(text, by=by, at=at)
    return _decide(
        text, Outcome.KEPT, rule="", facts=texts.tidy(facts)[:2000], by=by, at=at
    )


@transaction.atomic
def restore(text: Text, *, facts: str, by: Person, at: datetime) -> ContentDecision:
    """It was hidden wrongly, or mended: shown again.

    :raises NotAllowed: not a moderator, or one's own text. :raises Invalid: no reasons.
    :raises Refused: `not_hidden`, or the asker herself withdrew it.
    """
    text = _locked(text, by=by, at=at)
    if text.hidden_reason not in Rule.values:
        raise Refused("not_hidden", _("No moderator has hidden this text."))
    facts = texts.required(facts, field="facts", most=2000)
    decision = _decide(text, Outcome.RESTORED, rule="", facts=facts, by=by, at=at)
    text.hidden_at, text.hidden_by, text.hidden_reason = None, None, ""
    text.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    announce(ContentRestored(**_ids(text), decision=str(decision.pk)), by=by, at=at)
    return decision


def _locked(text: Text, *, by: Person, at: datetime) -> Text:
    text = queries.locked(text)
    if not rules.may_moderate(roles_of(by, at=at)):
        raise NotAllowed("moderators_only", _("Only moderators decide about texts."))
    if text.author_id == by.pk:
        raise NotAllowed("own_text", _("Somebody else has to decide about your own text."))
    return text


def _decide(
    text: Text, outcome: str, *, rule: str, facts: str, by: Person, at: datetime
) -> ContentDecision:
    decision = ContentDecision.objects.create(
        **_which(text), outcome=outcome, rule=rule, facts=facts, by=by, at=at
    )
    text.flags.filter(decision__isnull=True).update(decision=decision)
    return decision
