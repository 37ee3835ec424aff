"""What happens around an answer: a question is counted without its asker, or becomes a case."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.assistant.queries import Reply, answer
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Case
from kundenkreis.core import text as texts
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person
from kundenkreis.search import actions as search
from kundenkreis.turnstiles import actions as turnstiles

# Questions of one account in an hour, and of everybody without one in one network (a home, an office).
AN_HOUR, SHARED_AN_HOUR = 30, 60


def ask(question: str, *, language: str, by: Person | None, at: datetime) -> Reply:
    """An answer, and what was asked is remembered without its asker.

    :raises TooMany: `too_often`, with when to go on.
    """
    turnstiles.enter("assistant", most=AN_HOUR, shared=SHARED_AN_HOUR, by=by, at=at)
    reply = answer(question, language=language)
    remember(reply, language=language, by=by, at=at)
    return reply


def remember(reply: Reply, *, language: str, by: Person | None, at: datetime) -> None:
    """Keep what was asked for the list of what is missing: without who, scrubbed, as a search."""
    if reply.question:
        search.remember(text=reply.question, language=language, hits=len(reply.quotes), by=None, at=at)  # fmt: skip


@one_transaction
def hand_over(
    *, question: str, shown: Sequence[str], customer: Person, by: Person, at: datetime
) -> Case:
    """Somebody takes over: a case with the question, and what the assistant showed (titles).

    :raises Invalid: no question.
    """
    case = cases.open_case(customer=customer, text=question, by=by, at=at)
    titles = [texts.tidy(each)[:200] for each in shown[:3] if each.strip()]
    if titles:
        text = _("The assistant showed:") + "\n\n" + "\n".join(f"- {title}" for title in titles)  # fmt: skip
        cases.write(case, text=text, by=None, at=at)
    return case
