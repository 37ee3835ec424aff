"""Taking one thread of an old forum."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kundenkreis.brands.models import Topic
from kundenkreis.core import text as texts
from kundenkreis.core.language import guess
from kundenkreis.core.refusal import Invalid
from kundenkreis.forums import queries
from kundenkreis.forums.models import Imported
from kundenkreis.forums.staging import Post, Thread
from kundenkreis.forums.writing import in_markdown
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import person_with_address
from kundenkreis.stages.community.models import Answer, Question, Solution
from kundenkreis.stages.community.queries import cleaned

Kind = Imported.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a thread: the question, and how many of its posts are new here."""

    question: Question | None
    fresh: bool = False
    posts: int = 0


@transaction.atomic
def take_thread(
    thread: Thread,
    *,
    source: str,
    authors: dict[int, tuple[str, str]],
    topic: Topic | None,
    language: str,
    by: None = None,
    at: datetime,
) -> Taken:
    """A question with its answers, as far as they are not here yet. What is here stays as it stands.

    `authors`: name and address by old number. Nobody is told: it is old news. Personal data is held back.
    """
    question = queries.question_of(source, thread.id)
    known = queries.posts_of(question) if question else set()
    new = [post for post in thread.posts if post.id not in known]
    if not new:
        return Taken(question=question)
    people_by = {
        number: _person(source, number, authors.get(number, ("", "")), language, at=at)
        for number in {post.person for post in new}
    }
    fresh = question is None
    if question is None:
        question = _ask(thread, new.pop(0), people_by, topic, language, source, at=at)
    _answer(question, new, people_by, source, at=at)
    _solve(question, thread, source, at=at)
    return Taken(question=question, fresh=fresh, posts=len(new) + fresh)


def _ask(
    thread: Thread, post: Post, authors: dict[int, Person], topic: Topic | None, language: str, source: str, *, at: datetime
) -> Question:  # fmt: skip
    title = texts.tidy(thread.title)[:120] or "…"
    spoken = guess(f"{title}\n{post.text[:2000]}", otherwise=language)
    question = Question.objects.create(
        id=uuid.uuid4(),
        author=authors[post.person],
        title=cleaned(title, language=spoken)[:120],
        body=_written(post, spoken) or title,
        topic=topic,
        language=spoken,
        asked_at=post.at,
    )
    shared = {"source": source, "question": question, "at": at}
    Imported.objects.create(kind=Kind.THREAD, old=thread.id, **shared)
    Imported.objects.create(kind=Kind.POST, old=post.id, place=post.place, **shared)
    moderation.look_over(f"question:{question.pk}", raw=f"{title}\n{post.text}", at=at)
    return question


def _answer(
    question: Question,
    posts: list[Post],
    authors: dict[int, Person],
    source: str,
    *,
    at: datetime,
) -> None:
    told = [(post, _written(post, question.language)) for post in posts]
    answers = [
        Answer(
            id=uuid.uuid4(),
            question=question,
            author=authors[post.person],
            role=_role(authors[post.person], question),
            body=body or "…",
            at=post.at,
        )
        for post, body in told
    ]
    Answer.objects.bulk_create(answers)
    Imported.objects.bulk_create(
        Imported(source=source, kind=Kind.POST, old=post.id, place=post.place, question=question, answer=answer, at=at)
        for post, answer in zip(posts, answers, strict=True)
    )  # fmt: skip
    for post, answer in zip(posts, answers, strict=True):
        moderation.look_over(f"answer:{answer.pk}", raw=post.text, at=at)


def _role(author: Person, question: Question) -> str:
    own = author.pk == question.author_id
    return Answer.Role.ASKER if own else Answer.Role.MEMBER


def _written(post: Post, language: str) -> str:
    return cleaned(texts.tidy(in_markdown(post.text)), language=language)


def _solve(question: Question, thread: Thread, source: str, *, at: datetime) -> None:
    """The answer that was accepted there, if nothing was accepted here since."""
    if not thread.solved or Solution.objects.filter(question=question).exists():
        return
    rows = Imported.objects.filter(source=source, kind=Kind.POST, old=thread.solved)
    row = (
        rows.filter(question=question, answer__isnull=False)
        .select_related("answer")
        .first()
    )
    if row and row.answer and row.answer.question_id == question.pk:
        said = row.answer.at
        Solution.objects.create(
            question=question,
            answer=row.answer,
            by=question.author,
            at=said,
            confirmed_at=said,
        )


def _person(
    source: str, number: int, known: tuple[str, str], language: str, *, at: datetime
) -> Person:
    """The member of this number; with an address an account, which she opens by signing in."""
    if found := queries.person_of(source, number):
        return found
    name, email = known
    person = _with_address(email, at=at) or people.welcome_guest(
        language=language, by=None, at=at
    )
    if not person.nickname:
        person.nickname = texts.tidy(name)[:40]
        person.save(update_fields=["nickname"])
    Imported.objects.create(
        source=source, kind=Kind.PERSON, old=number, person=person, at=at
    )
    return person


def _with_address(email: str, *, at: datetime) -> Person | None:
    try:
        address = people.address(email) if email else ""
    except Invalid:
        return None
    return (
        (person_with_address(address) or people.join(email=address, by=None, at=at))
        if address
        else None
    )
