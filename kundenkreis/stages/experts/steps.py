"""Steps that several actions share; each runs in its action's transaction, on the locked row."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.rules import may_decide
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.helpers.standing import WEIGHTS
from kundenkreis.ledger import actions as ledger
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.experts import queries
from kundenkreis.stages.experts.events import ConsultationSettled
from kundenkreis.stages.experts.models import Consultation, ConsultationReview, Expert
from kundenkreis.stages.experts.transitions import TRANSITIONS


def locked(consultation: Consultation) -> Consultation:
    """The consultation's row, ours until the transaction ends.

    Lock first, then join: a statement that waits for the lock sees the locked row anew, but joins
    it with what was there before. The expert who has just accepted would be missing.
    """
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    return Consultation.objects.select_related(
        "case__customer", "case__brand", "attempt", "expert__person"
    ).get(pk=consultation.pk)


def ids(consultation: Consultation) -> dict[str, str]:
    """What every event of a consultation says."""
    return {"case": str(consultation.case_id), "consultation": str(consultation.pk)}


def may_judge(consultation: Consultation, *, by: Person, at: datetime) -> None:
    """:raises NotAllowed: neither the customer nor staff on her word; never the expert herself."""
    if consultation.expert and consultation.expert.person_id == by.pk:
        raise NotAllowed("own_work", _("Somebody else has to judge your own work."))
    if not may_decide(by, consultation.case, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))


def no_longer(consultation: Consultation) -> Refused:
    """Why nobody can take or call off this consultation."""
    if consultation.state == Consultation.State.ACCEPTED:
        return Refused("taken", _("Another expert has taken this case already."))
    return Refused("over", _("This consultation is over."))


def move(consultation: Consultation, name: str, *, at: datetime) -> None:
    """Go one way of the table, and date it. The row is written whole: some columns follow.

    :raises Refused: `wrong_state`.
    """
    way = TRANSITIONS[name]
    if consultation.state not in way.sources:
        raise Refused("wrong_state", _("This is not possible any more."))
    consultation.state = way.target
    setattr(consultation, way.dated, at)
    consultation.save()


def check_ratable(
    consultation: Consultation, stars: int, *, at: datetime
) -> tuple[Expert, datetime]:
    """Who is rated, and for what ended when.

    :raises Refused: `not_ended`, `already_rated`, `too_late`. :raises Invalid: `bad_stars`."""
    if consultation.state == Consultation.State.RATED:
        raise Refused("already_rated", _("You have rated this consultation already."))
    if consultation.ended_at is None:
        raise Refused("not_ended", _("You can rate when the consultation has ended."))
    if consultation.ended_at + Consultation.RATABLE < at:
        raise Refused("too_late", _("A consultation can be rated for 30 days."))
    if not 1 <= stars <= 5:
        sentence = _("Please choose one to five stars.")
        raise Invalid("bad_stars", sentence, {"stars": sentence})
    return _expert(consultation), consultation.ended_at


def check_unsettled(consultation: Consultation) -> None:
    """:raises Refused: `not_ended`, `already_settled`."""
    if consultation.ended_at is None:
        raise Refused("not_ended", _("This is possible when the consultation has ended."))
    if consultation.settled_at:
        raise Refused(
            "already_settled", _("The money has moved already. Please call us instead.")
        )


def count_job(consultation: Consultation) -> None:
    """One more ended consultation for its expert."""
    Expert.objects.filter(pk=_expert(consultation).pk).update(jobs=F("jobs") + 1)


def judge(given: ConsultationReview, *, at: datetime) -> None:
    """The expert's standing after one more review: stars, and the private answer where given."""
    expert = Expert.objects.select_for_update().get(pk=given.expert_id)
    standing = queries.standing_of(expert, at=at)
    standing = standing.after((given.stars - 1) / 4, WEIGHTS["public_stars"])
    if given.helped is not None:
        standing = standing.after(float(given.helped), WEIGHTS["private_answer"])
    expert.good, expert.bad, expert.judged_at = standing.good, standing.bad, at
    expert.save(update_fields=["good", "bad", "judged_at"])


def tell_case(
    consultation: Consultation,
    *,
    helped: bool | None,
    why: str,
    by: Person,
    at: datetime,
) -> None:
    """It helped: the case is solved by this attempt. It did not: the attempt failed."""
    if helped is None or consultation.attempt.state != "open":
        return
    if not helped:
        cases.fail(consultation.attempt, why=why, by=by, at=at)
    elif consultation.case.is_open:
        cases.solve(consultation.case, attempt=consultation.attempt, by=by, at=at)


def pay(consultation: Consultation, *, by: Person | None, at: datetime) -> None:
    """To the expert, less the brand's commission as it was agreed."""
    ledger.capture(
        subject=consultation.subject,
        payee=_expert(consultation).person,
        commission=queries.commission_of(consultation),
        by=by,
        at=at,
    )
    _settled(consultation, paid=True, by=by, at=at)


def give_back(
    consultation: Consultation, *, reason: str, by: Person | None, at: datetime
) -> None:
    """All of it back to who paid."""
    ledger.refund(
        subject=consultation.subject,
        reason=reason,
        idem=f"{consultation.subject}:refund",
        by=by,
        at=at,
    )
    _settled(consultation, paid=False, by=by, at=at)


def _settled(
    consultation: Consultation, *, paid: bool, by: Person | None, at: datetime
) -> None:
    consultation.settled_at = at
    consultation.save(update_fields=["settled_at"])
    let_out(consultation, by=by, at=at)
    announce(ConsultationSettled(paid=paid, **ids(consultation)), by=by, at=at)


def let_out(consultation: Consultation, *, by: Person | None, at: datetime) -> None:
    """Its expert no longer sees the case."""
    if consultation.expert:
        cases.let_out(
            consultation.case, consultation.expert.person, role="expert", by=by, at=at
        )


def _expert(consultation: Consultation) -> Expert:
    """Who took it; a taken consultation always has one (database law)."""
    assert consultation.expert is not None
    return consultation.expert
