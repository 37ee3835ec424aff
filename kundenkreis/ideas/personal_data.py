"""What the board keeps about a person, and how it forgets: the content stays, the person goes."""

from datetime import datetime
from typing import Any

from kundenkreis.core.held_back import held_back
from kundenkreis.ideas.models import Idea, IdeaComment, IdeaVote, VoteBudget
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData


class IdeasData(PersonalData):
    tables = ("Idea", "IdeaStep", "IdeaComment", "IdeaVote", "VoteBudget")

    def export(self, person: Person) -> dict[str, Any]:
        ideas = Idea.objects.filter(author=person)
        comments = IdeaComment.objects.filter(author=person)
        votes = IdeaVote.objects.filter(voter=person)
        budget = VoteBudget.objects.filter(person=person)
        return {
            "ideas": list(ideas.values("title", "body", "written_at", "status")),
            "idea_comments": list(comments.values("idea__title", "body", "at")),
            "idea_votes": list(votes.values("idea__title", "at", "returned_at")),
            "idea_vote_budget": list(budget.values("size", "used")),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Ideas and comments stay without her names; her votes go with her."""
        IdeaVote.across_brands.filter(voter=person).delete()
        VoteBudget.across_brands.filter(person=person).delete()
        names = [person.name, person.nickname]
        for idea in Idea.across_brands.filter(author=person):
            title = held_back(idea.title, names=names, language=idea.language)[0][:120]
            body = held_back(idea.body, names=names, language=idea.language)[0]
            Idea.across_brands.filter(pk=idea.pk).update(title=title, body=body)
        for comment in IdeaComment.across_brands.filter(author=person):
            body = held_back(comment.body, names=names)[0]
            IdeaComment.across_brands.filter(pk=comment.pk).update(body=body)
