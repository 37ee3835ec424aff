"""Somebody walks a guide: answer by answer, until it helped or she goes on otherwise."""

from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.guides import queries
from kundenkreis.guides.events import GuideWalked
from kundenkreis.guides.models import Guide, GuideTurn, GuideWalk
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.queries import STAGE
from kundenkreis.turnstiles import actions as turnstiles

# Guides one account begins in an hour, and all without one in one network.
AN_HOUR, SHARED_AN_HOUR = 30, 120


@one_transaction
def walk(
    guide: Guide, *, by: Person | None, at: datetime, case: Case | None = None
) -> GuideWalk:
    """Begin at the first step of what is published now; in a case, an attempt of self-service begins.

    Beginning again in the same case goes on where she stood.

    :raises Refused: `withdrawn`; `case_closed`. :raises TooMany: `too_often`, with when to go on.
    """
    guide = Guide.objects.select_related("published_version").get(pk=guide.pk)
    version = guide.published_version
    if version is None or guide.withdrawn_at:
        raise Refused("withdrawn", _("This guide is no longer there."))
    if case:
        assert by is not None  # a case is somebody's
        cases.begin(case, stage=STAGE, subject=guide.subject, by=by, at=at)
        before = queries.walk_in(case, guide)
        if before and not before.outcome:
            return before
    turnstiles.enter("guide", most=AN_HOUR, shared=SHARED_AN_HOUR, by=by, at=at)
    first = version.steps.order_by("number").first()
    assert first is not None  # the database: what is published is sound
    return GuideWalk.objects.create(version=version, case=case, step=first, begun_at=at)


@one_transaction
def answer(
    walk: GuideWalk, *, number: int, answer: int, by: Person | None, at: datetime
) -> GuideWalk:
    """Answer the question at this place of her way; a place before takes back what came after.

    The same answer again changes nothing.

    :raises Refused: `walk_ended`. :raises Invalid: `unknown_answer`, `unknown_place`.
    """
    walk = _open(walk)
    turns = queries.path_of(walk)
    if not 1 <= number <= len(turns) + 1:
        raise Invalid("unknown_place", _("This question does not come next. Please go on from here."))  # fmt: skip
    step = turns[number - 1].step if number <= len(turns) else walk.step
    chosen = step.answers.select_related("to").filter(pk=answer).first()
    if chosen is None or chosen.to is None:
        raise Invalid("unknown_answer", _("Please choose one of the answers."))
    if number <= len(turns) and turns[number - 1].answer_id == chosen.pk:
        return walk
    walk.turns.filter(number__gte=number).delete()
    GuideTurn.objects.create(walk=walk, number=number, step=step, answer=chosen)
    walk.step = chosen.to
    walk.save(update_fields=["step"])
    return walk


@one_transaction
def helped(walk: GuideWalk, *, by: Person | None, at: datetime) -> GuideWalk:
    """It works again. In a case: self-service solved it. Saying it twice is once.

    :raises Refused: `walk_ended`; `case_closed`. :raises NotAllowed: only the customer says so.
    """
    if _row(walk).outcome == GuideWalk.Outcome.SOLVED:
        return _row(walk)
    walk = _end(_open(walk), GuideWalk.Outcome.SOLVED, by=by, at=at)
    if walk.case:
        assert by is not None  # fetched through the person
        attempt = cases.begin(
            walk.case, stage=STAGE, subject=walk.version.guide.subject, by=by, at=at
        )
        cases.solve(walk.case, attempt=attempt, by=by, at=at)
    return walk


@one_transaction
def go_on(
    walk: GuideWalk, *, customer: Person, by: Person, at: datetime, product: str = ""
) -> Case:
    """It did not help: on with somebody else, who sees what was tried. The case, made now where there was none.

    Saying it twice is once.

    :raises Refused: `walk_ended`: it helped before; `case_closed`.
    """
    walk = _row(walk)
    if walk.outcome == GuideWalk.Outcome.WENT_ON and walk.case:
        return walk.case
    walk = _open(walk)
    guide = walk.version.guide
    if walk.case is None:
        walk.case = cases.open_case(
            customer=customer, text=walk.version.title, language=guide.language, topic=guide.topic,
            product=product, by=by, at=at,
        )  # fmt: skip
        walk.save(update_fields=["case"])
    _end(walk, GuideWalk.Outcome.WENT_ON, by=by, at=at)
    attempt = cases.begin(walk.case, stage=STAGE, subject=guide.subject, by=by, at=at)
    if tried := queries.tried(walk):
        sentence = _("What was already tried, with the guide «{title}»:")
        text = sentence.format(title=walk.version.title) + "\n\n" + tried
        cases.write(walk.case, text=text, attempt=attempt, by=None, at=at)
    if attempt.state == Attempt.State.OPEN:
        cases.fail(attempt, by=by, at=at)
    return walk.case


def _row(walk: GuideWalk) -> GuideWalk:
    rows = GuideWalk.objects.select_for_update(of=("self",))
    return rows.select_related("version__guide__topic", "step", "case").get(pk=walk.pk)


def _open(walk: GuideWalk) -> GuideWalk:
    walk = _row(walk)
    if walk.outcome:
        raise Refused("walk_ended", _("You have finished this guide already. You can begin it again."))  # fmt: skip
    return walk


def _end(walk: GuideWalk, outcome: str, *, by: Person | None, at: datetime) -> GuideWalk:
    walk.outcome, walk.ended_at = outcome, at
    walk.save(update_fields=["outcome", "ended_at"])
    announce(GuideWalked(walk=str(walk.pk), outcome=outcome), by=by, at=at)
    return walk
