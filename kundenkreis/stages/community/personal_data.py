"""What the community keeps about a person, and how it forgets: the content stays, the person goes."""

from datetime import datetime
from typing import Any

from kundenkreis.core.held_back import held_back
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.stages.community.models import (
    Answer,
    Claim,
    Comment,
    Follow,
    Kudos,
    Question,
    SameHere,
    TextRevision,
)


class CommunityData(PersonalData):
    tables = (
        "Question", "Answer", "Solution", "Kudos", "SameHere", "Follow", "TextRevision", "Comment", "Claim", "Moved",
    )  # fmt: skip

    def export(self, person: Person) -> dict[str, Any]:
        return {
            "questions": list(
                Question.objects.filter(author=person).values("title", "body", "asked_at")
            ),
            "answers": list(
                Answer.objects.filter(author=person).values("question__title", "body", "at")
            ),
            "comments": list(
                Comment.objects.filter(author=person).values(
                    "answer__question__title", "body", "at"
                )
            ),
            "earlier_texts": list(
                TextRevision.objects.filter(by=person).values("title", "body", "at")
            ),
            "kudos": list(
                Kudos.objects.filter(giver=person).values("answer__question__title", "at")
            ),
            "same_here": list(
                SameHere.objects.filter(person=person).values("question__title", "at")
            ),
            "follows": list(
                Follow.objects.filter(person=person).values("question__title", "at")
            ),
        }

    def forget(self, person: Person, *, at: datetime) -> None:
        """Questions and answers help others and stay without her names; all the rest goes."""
        Follow.across_brands.filter(person=person).delete()
        SameHere.across_brands.filter(person=person).delete()
        Claim.across_brands.filter(person=person).delete()
        TextRevision.across_brands.filter(by=person).delete()
        names = [person.name, person.nickname]
        for question in Question.across_brands.filter(author=person):
            Question.across_brands.filter(pk=question.pk).update(
                title=held_back(question.title, names=names, language=question.language)[0][
                    :120
                ],
                body=held_back(question.body, names=names, language=question.language)[0],
                product=held_back(
                    question.product, names=names, language=question.language
                )[0][:80],
            )
        for answer in Answer.across_brands.filter(author=person):
            body = held_back(answer.body, names=names)[0]
            if body != answer.body:
                Answer.across_brands.filter(pk=answer.pk).update(body=body)
        for comment in Comment.across_brands.filter(author=person):
            body = held_back(comment.body, names=names)[0]
            Comment.across_brands.filter(pk=comment.pk).update(body=body)
