"""Readers and cases say whether an article helped."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid
from kundenkreis.people.models import Person
from kundenkreis.stages.knowledge import queries, rules
from kundenkreis.stages.knowledge.events import ArticleVoted
from kundenkreis.stages.knowledge.models import Article, HelpfulnessVote


@transaction.atomic
def vote(
    article: Article,
    *,
    helpful: bool,
    by: Person | None,
    at: datetime,
    reader: str = "",
    why: str = "",
) -> HelpfulnessVote:
    """A reader says whether it helped: `by` a person, or anonymously as `reader` (a fingerprint).

    :raises Invalid: `no_voter`: neither is known.
    """
    if by is None and not reader:
        raise Invalid("no_voter", _("Please allow cookies, so that your vote counts once."))
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    voter = {"person": by} if by else {"reader": reader}
    row, _made = HelpfulnessVote.objects.update_or_create(
        article=article,
        **voter,
        defaults={"helpful": helpful, "why": texts.tidy(why)[:500], "at": at},
    )
    _count(article)
    announce(ArticleVoted(article=str(article.pk), helpful=helpful), by=by, at=at)
    return row


@transaction.atomic
def read_in(case: Case, article: Article, *, by: Person, at: datetime) -> Attempt:
    """The customer tries the article for her case. Reading again is the same try.

    :raises Refused: `case_closed`.
    """
    return cases.begin(case, stage=queries.STAGE, subject=article.subject, by=by, at=at)


@transaction.atomic
def helped(case: Case, article: Article, *, by: Person, at: datetime) -> Case:
    """The article solved the case. Saying it twice is once.

    :raises NotAllowed: only the customer says so. :raises Refused: `case_closed`.
    """
    before = queries.attempt_of(case, article)
    if before and before.state == Attempt.State.SOLVED:
        return before.case
    attempt = read_in(case, article, by=by, at=at)
    case = cases.solve(case, attempt=attempt, by=by, at=at)
    _count(article)
    return case


@transaction.atomic
def did_not_help(
    case: Case, article: Article, *, by: Person, at: datetime, why: str = ""
) -> Attempt:
    """Tried in vain: kept, so that nobody proposes it again for this case. Saying it twice is once.

    :raises Refused: `case_closed`.
    """
    before = queries.attempt_of(case, article)
    if before and before.state == Attempt.State.FAILED:
        return before
    attempt = read_in(case, article, by=by, at=at)
    attempt = cases.fail(attempt, why=why, by=by, at=at)
    _count(article)
    return attempt


@transaction.atomic
def recount(article: Article, *, by: Person | None, at: datetime) -> None:
    """Bring the article's numbers up to what readers and cases say."""
    _count(Article.objects.select_for_update(of=("self",)).get(pk=article.pk))


def _count(article: Article) -> None:
    helped, tried = queries.said(article)
    Article.objects.filter(pk=article.pk).update(
        helped=helped,
        tried=tried,
        helpfulness=rules.wilson(helped, tried),
        at_best=rules.at_best(helped, tried),
    )
