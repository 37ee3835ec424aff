"""A test as plain text, so that whoever writes it needs no other tool than a keyboard.

    ? What do you say at the door?
    + The customer's word
    - The name of the company
    > The customer opens only to who knows her word.

`?` begins a question, `+` is the right answer, `-` a wrong one, `>` what is shown afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kundenkreis.core.refusal import Invalid

MOST_QUESTIONS = 20


@dataclass(slots=True)
class Question:
    """One question with its answers in the order in which they stand; exactly one is right."""

    words: str
    answers: list[str] = field(default_factory=list)
    # Position of the right answer.
    right: int = -1
    why: str = ""


def read(text: str, *, name: str = "test") -> list[Question]:
    """The questions of a test.

    :raises Invalid: `bad_test`, with the line that cannot be read.
    """
    questions: list[Question] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line:
            _take(line, questions, number, name)
    _check(questions, name)
    return questions


def _take(line: str, questions: list[Question], number: int, name: str) -> None:
    sign, words = line[0], line[1:].strip()
    if not words or sign not in "?+->" or (sign != "?" and not questions):
        raise _bad(
            _("Line {number}: begin with ?, +, - or > and then the words.").format(
                number=number
            ),
            name,
        )
    if sign == "?":
        questions.append(Question(words))
        return
    question = questions[-1]
    if sign == ">":
        question.why = words
        return
    if sign == "+":
        if question.right >= 0:
            raise _bad(
                _("Line {number}: this question has a right answer already.").format(
                    number=number
                ),
                name,
            )
        question.right = len(question.answers)
    question.answers.append(words)


def _check(questions: Sequence[Question], name: str) -> None:
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise _bad(
            _("Please write one to {most} questions.").format(most=MOST_QUESTIONS), name
        )
    for question in questions:
        if question.right < 0 or len(question.answers) < 2:
            raise _bad(
                _("“{question}” needs one right answer and at least one wrong one.").format(
                    question=question.words
                ),
                name,
            )


def _bad(sentence: str, name: str) -> Invalid:
    return Invalid("bad_test", sentence, {name: sentence})


def count_right(questions: Sequence[Question], given: Mapping[int, int]) -> int:
    """How many of the answers given, by the question's position, are right."""
    return sum(given.get(n) == question.right for n, question in enumerate(questions))
