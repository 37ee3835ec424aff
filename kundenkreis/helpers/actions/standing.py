"""How well it went: outcomes, the standing summed from them, and lines that a helper contests."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.helpers import lines
from kundenkreis.helpers.events import ContestAnswered, OutcomeRecorded, StandingContested
from kundenkreis.helpers.models import Contest, HelperBrand, Outcome
from kundenkreis.helpers.standing import weighed
from kundenkreis.helpers.stars import Stars
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff


@one_transaction
def record_outcome(
    member: HelperBrand,
    kind: str,
    *,
    subject: str,
    outcome: float,
    source: str = "",
    shared: Sequence[str] = (),
    weight: float = 1.0,
    by: Person | None,
    at: datetime,
) -> HelperBrand:
    """News about how well it went: 0 (bad) to 1 (good), by kind of signal. Said again, it replaces.

    The standing is summed anew from all outcomes, each faded by its age (algorithm 3-2). The same
    `source` counts less each time (see `standing`); a `weight` of 0 is a relative's word.
    """
    member = HelperBrand.objects.select_for_update().get(pk=member.pk)
    said = {
        "value": outcome,
        "source": source,
        "shared": list(shared),
        "weight": weight,
        "at": at,
    }
    Outcome.objects.update_or_create(
        member=member, kind=kind, subject=subject, defaults=said
    )
    member = _weigh(member, at=at)
    happened = OutcomeRecorded(
        helper=str(member.helper_id), person=str(member.helper.person_id), kind=kind
    )
    announce(happened, by=by, at=at)
    return member


def _weigh(member: HelperBrand, *, at: datetime) -> HelperBrand:
    rows = list(member.outcomes.all())
    standing = weighed([lines.news(row, at=at) for row in rows])
    member.good, member.bad, member.weighed_at = standing.good, standing.bad, at
    member.quality = standing.lower_bound
    given = [round(1 + 4 * row.value) for row in rows if _public(row)]
    stars = Stars.of(given)
    member.reviews, member.stars, member.squares = stars.count, stars.total, stars.squares
    counting = [row.kind for row in rows if not row.struck_at]
    member.no_shows = counting.count("no_show")
    member.cancellations = counting.count("late_cancellation")
    member.save()
    return member


def _public(row: Outcome) -> bool:
    return row.kind == "public_stars" and row.weight > 0 and row.struck_at is None


@one_transaction
def count_review(
    member: HelperBrand,
    *,
    subject: str,
    stars: int,
    source: str = "",
    shared: Sequence[str] = (),
    weight: float = 1.0,
    by: Person | None,
    at: datetime,
) -> HelperBrand:
    """A published review counts towards the public stars and, less, towards the standing.

    A relative's review counts towards neither.
    """
    value = (stars - 1) / 4
    return record_outcome(
        member, "public_stars", subject=subject, outcome=value, source=source, shared=shared, weight=weight,
        by=by, at=at,
    )  # fmt: skip


@one_transaction
def strike_outcome(
    member: HelperBrand,
    kind: str,
    *,
    subject: str,
    struck: bool,
    by: Person | None,
    at: datetime,
) -> HelperBrand:
    """What was said of this subject does not count any more, or counts again."""
    member = HelperBrand.objects.select_for_update().get(pk=member.pk)
    rows = Outcome.objects.filter(member=member, kind=kind, subject=subject)
    if rows.update(struck_at=at if struck else None):
        member = _weigh(member, at=at)
        happened = OutcomeRecorded(
            helper=str(member.helper_id), person=str(member.helper.person_id), kind=kind
        )
        announce(happened, by=by, at=at)
    return member


@one_transaction
def contest(row: Outcome, *, text: str, by: Person, at: datetime) -> Contest:
    """The helper says that this line is not right, and why. Once a line.

    :raises Invalid: no words. :raises NotAllowed: another's line. :raises Refused: `contested_already`.
    """
    text = texts.required(text, field="text", most=2000)
    row = Outcome.objects.select_for_update().get(pk=row.pk)
    if row.member.helper.person_id != by.pk:
        raise NotAllowed("not_yours", _("Only the helper herself can contest this."))
    if Contest.objects.filter(outcome=row).exists():
        raise Refused("contested_already", _("You have contested this line already."))
    made: Contest = Contest.objects.create(outcome=row, text=text, by=by, at=at)
    helper = row.member.helper
    announce(
        StandingContested(helper=str(helper.pk), person=str(by.pk), contest=made.pk),
        by=by,
        at=at,
    )
    return made


@one_transaction
def answer_contest(
    row: Contest, *, upheld: bool, answer: str, by: Person, at: datetime
) -> Contest:
    """Somebody of the team looked at it and says why it stays, or why it is struck. Final here.

    :raises Invalid: no reasons. :raises NotAllowed: not the staff, or the helper herself.
    :raises Refused: `answered_already`.
    """
    answer = texts.required(answer, field="answer", most=2000)
    row = Contest.objects.select_for_update().get(pk=row.pk)
    outcome = Outcome.objects.select_related("member__helper").get(pk=row.outcome_id)
    helper = outcome.member.helper
    if not is_staff(by, at=at) or helper.person_id == by.pk:
        raise NotAllowed("staff_only", _("Only our team can answer this."))
    if row.answered_at:
        raise Refused("answered_already", _("This was answered already."))
    row.answer, row.answered_at, row.answered_by = answer, at, by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    if upheld:
        outcome.struck_at = at
        outcome.save(update_fields=["struck_at"])
        member = HelperBrand.objects.select_for_update().get(pk=outcome.member_id)
        _weigh(member, at=at)
    announce(
        ContestAnswered(helper=str(helper.pk), person=str(helper.person_id), contest=row.pk),
        by=by, at=at,
    )  # fmt: skip
    return row
