"""Followers hear of what happens."""

from datetime import datetime

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.text import headline
from kundenkreis.following import queries
from kundenkreis.following.events import DigestDue
from kundenkreis.following.models import DigestChoice
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.addresses import absolute
from kundenkreis.notifications.models import EventRow
from kundenkreis.pauses.queries import pausing
from kundenkreis.stages.community.events import (
    AnswerGiven,
    QuestionAsked,
    QuestionReleased,
)
from kundenkreis.stages.community.models import Answer, Question

_MOST = 600


def send_digest(event: DigestDue, *, row: EventRow) -> None:
    """One mail: what is new, each with its address, and the way to end it."""
    choice = (
        DigestChoice.objects.filter(person__pk=event.person)
        .select_related("person")
        .first()
    )
    if not choice:
        return
    person, brand = choice.person, brand_here()
    since = datetime.fromisoformat(event.since)
    news = queries.news_for(person, since=since, until=row.at)
    lines = [f"{each.title}\n{absolute(brand, each.path)}" for each in news]
    end = absolute(brand, f"/following/digest/end/?key={queries.end_key(person)}")
    values = {"count": len(news), "lines": "\n\n".join(lines), "end": end}
    if news:
        notify(person=person, kind="digest", row=row, values=values, path="/questions/")


def tell_of_question(event: QuestionAsked | QuestionReleased, *, row: EventRow) -> None:
    """Who follows the topic reads the new question, but for who asked it."""
    rows = Question.objects.public().select_related("author", "topic")
    question = rows.filter(pk=event.question).first()
    if not question or not question.topic:
        return
    values = {
        "topic": question.topic.words,
        "title": question.title,
        "author": question.author_name,
        "text": headline(question.body, _MOST),
    }
    others = queries.followers_of_topic(question.topic).exclude(pk=question.author_id)
    for person in others.exclude(pk__in=pausing(row.at)):
        notify(
            person=person, kind="topic_question", row=row, values=values, path=question.path
        )


def tell_of_answer(event: AnswerGiven, *, row: EventRow) -> None:
    """Who follows the member reads her answer, if no other notice told her of it."""
    rows = Answer.objects.public().select_related("author", "question__author")
    answer = rows.filter(pk=event.answer, question__hidden_at__isnull=True).first()
    if not answer or answer.role == Answer.Role.ASKER:
        return
    question = answer.question
    values = {
        "title": question.title,
        "author": answer.author_name,
        "text": headline(answer.body, _MOST),
    }
    told = question.followers.values("person")
    others = queries.followers_of_member(answer.author).exclude(pk__in=told)
    for person in others.exclude(pk=question.author_id):
        notify(
            person=person, kind="member_answered", row=row, values=values, path=answer.path
        )
