"""Self-service with guides: the same plug, which also proposes a guided fix and shows what was tried."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.socket import Panel, Proposal
from kundenkreis.core.refusal import Refused
from kundenkreis.guides import actions, queries
from kundenkreis.guides.models import Guide
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge.queries import STAGE
from kundenkreis.stages.knowledge.stage import KnowledgeStage


class GuidedKnowledge(KnowledgeStage):
    """Articles as before, and the guide that fits."""

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        guide = queries.best_guide(case)
        articles = super().propose(case, at=at)
        return [_proposal(case, guide), *articles] if guide else articles

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        """Try the best article; where there is none, the guide.

        :raises Refused: `no_article`: we know neither.
        """
        try:
            return super().begin(case, by=by, at=at)
        except Refused as refused:
            guide = queries.best_guide(case)
            if guide is None or refused.reason != "no_article":
                raise
        actions.walk(guide, case=case, by=by, at=at)
        attempt = queries.attempt_of(case, guide)
        assert attempt is not None  # walking begins it
        return attempt

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        if not attempt.subject.startswith("guide:"):
            return super().panel(attempt, person=person, at=at)
        rows = Guide.objects.select_related("published_version")
        guide = rows.filter(pk=attempt.subject_id).first()
        walk = queries.walk_in(attempt.case, guide) if guide else None
        if guide is None or walk is None:
            return None
        values = {"guide": guide, "walk": walk, "turns": queries.path_of(walk)}
        return Panel(template="guides/panel.html", values=values)


def _proposal(case: Case, guide: Guide) -> Proposal:
    helped, ended = queries.record(guide)
    reasons = [_("One question at a time. You need to know nothing.")]
    if guide.topic and guide.topic == case.topic:
        reasons.append(_("About your topic: {topic}.").format(topic=guide.topic))
    if ended:
        reasons.append(_("Helped {helped} of {tried} people.").format(helped=helped, tried=ended))  # fmt: skip
    return Proposal(
        stage=STAGE, title=guide.title, ready_in_minutes=0, solved=helped, tried=ended,
        reasons=reasons, href=f"{case.path}guides/{guide.pk}/", action=_("Try it step by step"),
    )  # fmt: skip
