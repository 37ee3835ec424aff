"""Asking in public: with consent, without personal data."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.cases.rules import may_decide
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.drafts import actions as drafts
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Consent, Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.events import ContentHidden, QuestionAsked, QuestionClosed
from kundenkreis.stages.community.models import Follow, Question, SameHere

WITHDRAWN = "withdrawn"


@transaction.atomic
def publish(
    case: Case,
    *,
    title: str,
    body: str,
    agreed: bool = False,
    sheltered: bool = False,
    by: Person,
    at: datetime,
) -> Question:
    """The case becomes a public question; personal data is held back whoever calls. Once a case.

    `agreed`: the customer says yes to it now; otherwise she must have said so before. `sheltered`: a
    mentor reads it before others do; where the brand wants that, always for a first question.

    :raises NotAllowed: not the customer, nor staff on her word. :raises Refused: `consent_needed`,
    `case_closed`. :raises Invalid: no words, or too many.
    """
    case = _locked(case, by=by, at=at)
    if known := queries.question_of(case):
        return known
    if agreed:
        _agree(case, by=by, at=at)
    elif not queries.has_agreed(case):
        raise Refused(
            "consent_needed",
            _("Please look first at what others will read: {path}").format(
                path=f"{case.path}question/"
            ),
        )
    moderation.admit(by=case.customer, at=at)
    title = texts.required(title, field="title", most=120)
    raw, body = f"{title}\n{body}", texts.required(body, field="body")
    question = Question(
        id=uuid.uuid4(),
        case=case,
        author=case.customer,
        title=queries.without_personal_data(title, case)[0][:120],
        body=queries.without_personal_data(body, case)[0],
        topic=case.topic,
        product=queries.without_personal_data(case.product, case)[0][:80],
        language=case.language,
        asked_at=at,
        sheltered_at=at if sheltered or _shelters(case.customer) else None,
    )
    cases.begin(case, stage=queries.STAGE, subject=question.subject, by=by, at=at)
    question.save(force_insert=True)
    drafts.drop(f"case:{case.pk}", by=by, at=at)
    announce(QuestionAsked(question=str(question.pk), case=str(case.pk)), by=by, at=at)
    moderation.screen(f"question:{question.pk}", raw=raw, by=case.customer, at=at)
    return question


def _shelters(asker: Person) -> bool:
    since = queries.rules_here().shelter_since
    return since is not None and not queries.asked_before(asker)


@transaction.atomic
def ask(
    *,
    title: str,
    body: str,
    topic: Topic | None = None,
    language: str = "",
    agreed: bool,
    sheltered: bool = False,
    by: Person,
    at: datetime,
) -> Question:
    """Ask the community directly: opens a case like every question, so that other help can follow.

    :raises Invalid: no words, or too many. :raises Refused: `consent_needed`.
    """
    whole = f"{title}\n\n{body}"
    case = cases.open_case(
        customer=by, text=whole, topic=topic, language=language, by=by, at=at
    )
    return publish(
        case, title=title, body=body, agreed=agreed, sheltered=sheltered, by=by, at=at
    )


def _agree(case: Case, *, by: Person, at: datetime) -> None:
    people.agree(
        case.customer,
        queries.CONSENT,
        version=queries.CONSENT_VERSION,
        subject=f"case:{case.pk}",
        by=by,
        at=at,
    )


def _locked(case: Case, *, by: Person, at: datetime) -> Case:
    rows = Case.objects.select_for_update(of=("self",))
    case = rows.select_related("customer", "topic", "brand").get(pk=case.pk)
    if not may_decide(by, case, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    return case


@transaction.atomic
def withdraw(question: Question, *, by: Person, at: datetime) -> Question:
    """The asker takes her question out of the public; her consent ends. As easy as giving it (GDPR 7).

    :raises NotAllowed: not the asker, nor staff on her word.
    """
    case = question.case and _locked(question.case, by=by, at=at)
    if not case and not rules.may_accept(by, question, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the person who asked can decide this."))
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.hidden_at:
        return question
    question.hidden_at, question.hidden_by, question.hidden_reason = at, by, WITHDRAWN
    question.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    Consent.objects.filter(
        person=question.author, kind=queries.CONSENT, subject=f"case:{question.case_id}"
    ).update(withdrawn_at=at)
    attempt = queries.attempt_of(question)
    if attempt and attempt.state == Attempt.State.OPEN:
        cases.withdraw_attempt(attempt, by=by, at=at)
    announce(ContentHidden(question=str(question.pk), answer=""), by=by, at=at)
    return question


@transaction.atomic
def close(question: Question, *, by: Person, at: datetime) -> Question:
    """No more answers wanted.

    :raises NotAllowed: not the asker, nor staff.
    """
    question = _own(question, by=by, at=at)
    if not question.closed_at:
        question.closed_at, question.closed_by = at, by
        question.save(update_fields=["closed_at", "closed_by"])
        announce(QuestionClosed(question=str(question.pk)), by=by, at=at)
    return question


@transaction.atomic
def open_again(question: Question, *, by: Person, at: datetime) -> Question:
    """Answers are welcome again.

    :raises NotAllowed: not the asker, nor staff.
    """
    question = _own(question, by=by, at=at)
    question.closed_at = question.closed_by = None
    question.save(update_fields=["closed_at", "closed_by"])
    return question


def _own(question: Question, *, by: Person, at: datetime) -> Question:
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if not rules.may_accept(by, question, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the person who asked can decide this."))
    return question


@transaction.atomic
def judge(
    question: Question, *, case: Case, helped: bool, by: Person, at: datetime
) -> Attempt:
    """A customer tried the solution of someone else's question on her own case. Yes solves the case.

    :raises NotAllowed: not the customer of the case. :raises Refused: `case_closed`.
    """
    case = _locked(case, by=by, at=at)
    attempt = cases.begin(case, stage=queries.STAGE, subject=question.subject, by=by, at=at)
    if helped:
        cases.solve(case, attempt=attempt, by=by, at=at)
    else:
        cases.fail(attempt, by=by, at=at)
    attempt.refresh_from_db()
    return attempt


@transaction.atomic
def say_same_here(question: Question, *, by: Person, at: datetime) -> SameHere:
    """Somebody has the same problem and will hear when it is solved. Saying it twice is once.

    :raises NotAllowed: without an account.
    """
    _needs_account(by)
    row, _fresh = SameHere.objects.get_or_create(
        question=question, person=by, defaults={"at": at}
    )
    return row


def take_same_here_back(question: Question, *, by: Person, at: datetime) -> None:
    """It is another problem after all."""
    SameHere.objects.filter(question=question, person=by).delete()


@transaction.atomic
def follow(question: Question, *, by: Person, at: datetime) -> Follow:
    """Somebody wants to hear of answers.

    :raises NotAllowed: without an account.
    """
    _needs_account(by)
    row, _fresh = Follow.objects.get_or_create(
        question=question, person=by, defaults={"at": at}
    )
    return row


def unfollow(question: Question, *, by: Person, at: datetime) -> None:
    """No more news of it."""
    Follow.objects.filter(question=question, person=by).delete()


def _needs_account(person: Person) -> None:
    if not rules.may_take_part(person):
        raise NotAllowed("no_account", _("Please sign in first."))
