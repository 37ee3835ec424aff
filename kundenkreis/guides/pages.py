"""What the pages of guides show."""

from datetime import datetime
from typing import Any

from kundenkreis.cases import queries as cases
from kundenkreis.cases.models import Case
from kundenkreis.guides import queries
from kundenkreis.guides.models import Guide, GuideStep, GuideWalk


def guide_page(guide: Guide) -> dict[str, Any]:
    """The guide before anybody begins."""
    helped, ended = queries.record(guide)
    return {
        "guide": guide,
        "version": guide.published_version,
        "translations": queries.translations(guide),
        "helped": helped,
        "tried": ended,
    }


def place_page(walk: GuideWalk, number: int, *, language: str) -> dict[str, Any] | None:
    """One place of a way: the step, its answers, what was answered there; None: it is not there yet."""
    turns = queries.path_of(walk)
    if not 1 <= number <= len(turns) + 1:
        return None
    here = number - 1
    step = turns[here].step if here < len(turns) else walk.step
    before = turns[here].answer_id if here < len(turns) else None
    return {
        "walk": walk,
        "guide": walk.version.guide,
        "version": walk.version,
        "number": number,
        "step": step,
        "answers": list(step.answers.order_by("number")),
        "chosen": before,
        "turns": turns[:here],
        "is_end": step.kind != GuideStep.Kind.QUESTION,
        "article": queries.article_of(step, language),
        "case": walk.case,
    }


def way_on(walk: GuideWalk, case: Case, *, at: datetime) -> str:
    """Where the end of a way leads: the stage it names where that is offered, else the case."""
    wanted = walk.step.stage
    if wanted:
        for offer in cases.proposals(case, at=at):
            if offer.stage == wanted and offer.href:
                return offer.href
    if walk.step.article and not walk.case_id:
        return f"{case.path}suggestions/"
    return case.path
