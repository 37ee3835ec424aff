"""Self-service's plug into the Stage socket: the article that fits best, free, at once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.queries import track_record
from kundenkreis.cases.socket import Panel, Proposal, Stage
from kundenkreis.core.refusal import Refused
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import actions, queries
from kundenkreis.stages.knowledge.models import Article
from kundenkreis.ui import filters


class KnowledgeStage(Stage):
    name = queries.STAGE

    def propose(self, case: Case, *, at: datetime) -> Sequence[Proposal]:
        """The best article that did not fail in this case; nothing rather than nonsense."""
        article = queries.best_article(case)
        if article is None:
            return []
        solved, tried = (
            (article.helped, article.tried)
            if article.tried
            else track_record(queries.STAGE, case)
        )
        return [
            Proposal(
                stage=queries.STAGE,
                title=article.title,
                ready_in_minutes=0,
                solved=solved,
                tried=tried,
                reasons=_reasons(article, case),
                href=f"{case.path}articles/{article.pk}/",
                action=_("Read the instructions"),
            )
        ]

    def begin(self, case: Case, *, by: Person, at: datetime) -> Attempt:
        """Try the best article.

        :raises Refused: `no_article`: we know none that fits.
        """
        article = queries.best_article(case)
        if article is None:
            raise Refused(
                "no_article",
                _("We have no instructions for this yet. Please choose another way."),
            )
        return actions.read_in(case, article, by=by, at=at)

    def panel(self, attempt: Attempt, *, person: Person, at: datetime) -> Panel | None:
        """Which article was tried, and whether it helped."""
        article = (
            Article.objects.select_related("published_revision")
            .filter(pk__in=[attempt.subject_id] if attempt.subject_id else [])
            .first()
        )
        if article is None or article.published_revision is None:
            return None
        return Panel(
            template="knowledge/panel.html",
            values={
                "article": article,
                "href": f"{attempt.case.path}articles/{article.pk}/",
            },
        )


def _reasons(article: Article, case: Case) -> list[str]:
    reasons = [_("Fits the words of your question.")]
    if article.tried:
        reasons.append(
            _("Helped {helped} of {tried} people.").format(
                helped=article.helped, tried=article.tried
            )
        )
    if article.reviewed_at:
        reasons.append(
            _("Last checked on {day}.").format(day=filters.date(article.reviewed_at))
        )
    return reasons
