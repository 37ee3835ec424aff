"""What self-service keeps about a person, and how it forgets."""

from datetime import datetime
from typing import Any

from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.stages.knowledge.models import (
    Article,
    ArticleCredit,
    ArticleRevision,
    HelpfulnessVote,
    RevisionStep,
)


class KnowledgeData(PersonalData):
    tables = (
        "Article",
        "ArticleCredit",
        "ArticleRevision",
        "HelpfulnessVote",
        "RevisionStep",
    )

    def export(self, person: Person) -> dict[str, Any]:
        return {
            "article_votes": list(
                HelpfulnessVote.objects.filter(person=person).values(
                    "article__published_revision__title", "helpful", "why", "at"
                )
            ),
            "article_revisions": list(
                ArticleRevision.objects.filter(drafted_by=person).values(
                    "title", "number", "drafted_at", "published_at"
                )
            ),
            "article_credits": list(
                ArticleCredit.objects.filter(person=person).values("article__slug", "at")
            ),
            "article_decisions": list(
                RevisionStep.objects.filter(by=person)
                .exclude(name="write")
                .values("revision__title", "name", "note", "at")
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Articles belong to the brand and stay without their author; votes go with the voter.

        Steps only grow: who decided stays, as a person without a name.
        """
        HelpfulnessVote.across_brands.filter(person=person).delete()
        ArticleCredit.across_brands.filter(person=person).delete()
        ArticleRevision.across_brands.filter(drafted_by=person).update(drafted_by=None)
        ArticleRevision.across_brands.filter(published_by=person).update(published_by=None)
        Article.across_brands.filter(withdrawn_by=person).update(withdrawn_by=None)
