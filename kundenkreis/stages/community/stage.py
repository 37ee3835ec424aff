"""The community's plug into the Stage socket: a solved question now, or the members' answers soon."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.brands.models import Topic
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import track_record
from kundenkreis.cases.rules import may_decide
from kundenkreis.cases.socket import Panel, Proposal, Stage
from kundenkreis.core.text import headline
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.community import actions, queries
from kundenkreis.stages.community.models import Question

# While a brand has too few questions to measure: an hour by day; at night nobody reads before seven.
_BY_DAY = 60
_MORNING, _NIGHT = 7, 22


class CommunityStage(Stage):
    name = queries.STAGE

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        """The best solved question of others, and asking the community oneself."""
        offered = []
        if question := queries.similar_solved(case):
            offered.append(_solved_question(case, question))
        if not queries.question_of(case):
            offered.append(_asking(case, at=at))
        return offered

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        """Publish the case as it stands, personal data held back, if its customer agreed before.

        :raises Refused: `consent_needed`: the page to look and agree stands in the sentence.
        """
        title, body = queries.draft(case)
        question = actions.publish(case, title=title, body=body, by=by, at=at)
        attempt = queries.attempt_of(question)
        assert attempt is not None  # publishing begins it
        return attempt

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        """The question's state, its latest answers, and "this helped" at each."""
        question = queries.question_in(attempt.subject_id)
        if question is None or question.hidden_at:
            return None
        own = question.case_id == attempt.case_id
        if own and attempt.pk != getattr(queries.attempt_of(question), "pk", None):
            return None
        return Panel(
            template="community/panel.html",
            values={
                "question": question,
                "own": own,
                "may_accept": own
                and may_decide(person, attempt.case, staff=is_staff(person, at=at)),
                **queries.latest_answers(question),
            },
        )


def _solved_question(case: Case, question: Question) -> Proposal:
    solved, tried = queries.record_of(question)
    same = question.same_here.count()
    reasons = [_("Other customers had the same problem.")] if same else []
    reasons.append(
        _("The person who asked confirmed this answer.")
        if question.solution.confirmed_at
        else _("An experienced member says that this answer is right.")
    )
    return Proposal(
        stage=queries.STAGE,
        title=_("Solved question: {title}").format(title=headline(question.title, 70)),
        ready_in_minutes=0,
        solved=solved,
        tried=tried,
        reasons=reasons,
        href=f"{question.path}?case={case.pk}",
        action=_("Read the answer"),
    )


def _asking(case: Case, *, at: datetime) -> Proposal:
    solved, tried = track_record(queries.STAGE, case)
    measured = queries.minutes_to_first_answer(at=at)
    return Proposal(
        stage=queries.STAGE,
        title=_("Ask the community"),
        ready_in_minutes=_first_guess(case, at=at) if measured is None else measured,
        solved=solved,
        tried=tried,
        reasons=_reasons(case.topic, measured=measured is not None),
        href=f"{case.path}question/",
        action=_("Ask the community"),
    )


def _reasons(topic: Topic | None, *, measured: bool) -> list[str]:
    reasons = [_("Free, and your name is not shown.")]
    if (members := queries.members_good_at(topic)) and topic:
        reasons.append(
            ngettext(
                "{count} member has solved questions about {topic}.",
                "{count} members have solved questions about {topic}.",
                members,
            ).format(count=members, topic=str(topic))
        )
    if measured:
        reasons.append(
            _("Half of the questions at this time of day were answered this fast.")
        )
    return reasons


def _first_guess(case: Case, *, at: datetime) -> int:
    """Minutes: an hour by day, at night until an hour after members get up."""
    local = at.astimezone(case.brand.zone)
    if _MORNING <= local.hour < _NIGHT:
        return _BY_DAY
    morning = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    return round((morning - local).total_seconds() / 60) + _BY_DAY
