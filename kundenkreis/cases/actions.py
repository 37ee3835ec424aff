"""Everything that can happen to a case, as sentences."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Topic
from kundenkreis.cases import keys, queries, rules
from kundenkreis.cases.events import (
    AttemptBegun,
    AttemptEnded,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseSolved,
    ContactLeft,
    FeedbackGiven,
    MessageWritten,
    QuestionDue,
)
from kundenkreis.cases.models import (
    Attempt,
    Case,
    CaseKey,
    CaseTransition,
    Message,
    Participant,
    PrivateFeedback,
)
from kundenkreis.core import ids
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES, guess
from kundenkreis.core.refusal import NotAllowed, Refused
from kundenkreis.core.signs import signs
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff, trust_of

# Whose messages are not looked at for signs of a trick: the company's own.
TRUSTWORTHY = ("agent", "platform")


@transaction.atomic
def open_case(
    *,
    customer: Person,
    text: str,
    by: Person,
    at: datetime,
    language: str = "",
    topic: Topic | None = None,
    product: str = "",
    postal_code: str = "",
    channel: str = Case.Channel.WEB,
) -> Case:
    """Someone asks for help, in her own words; language and topic are guessed where not said.

    :raises Invalid: the text is empty, binary, or longer than 10,000 characters.
    """
    text = texts.required(text, field="text")
    case = Case.objects.create(
        customer=customer,
        title=texts.headline(text),
        text=text,
        language=language
        if language in LANGUAGES
        else guess(text, otherwise=customer.language),
        topic=topic or queries.topic_of(text, list(Topic.objects.all())),
        product=texts.tidy(product)[:80],
        postal_code=texts.tidy(postal_code)[:10],
        channel=channel,
        opened_at=at,
        opened_by=by,
    )
    announce(CaseOpened(case=str(case.pk)), by=by, at=at)
    return case


def make_key(case: Case, *, by: Person, at: datetime) -> str:
    """A key for the case: 90 days, or until revoked."""
    row = CaseKey(case=case, made_at=at, expires_at=at + CaseKey.VALID)
    key = keys.key_of(row.nonce)
    row.fingerprint = ids.fingerprint(key)
    row.save()
    return key


@transaction.atomic
def describe(
    case: Case,
    *,
    by: Person,
    at: datetime,
    topic: Topic | None = None,
    product: str = "",
    postal_code: str = "",
) -> Case:
    """Say more about the case: topic, product, place. Empty values change nothing."""
    case = _locked(case, by=by, at=at)
    case.topic = topic or case.topic
    case.product = texts.tidy(product)[:80] or case.product
    case.postal_code = texts.tidy(postal_code)[:10] or case.postal_code
    case.save(update_fields=["topic", "product", "postal_code"])
    return case


@transaction.atomic
def leave_contact(
    case: Case,
    *,
    name: str = "",
    email: str = "",
    phone: str = "",
    by: Person,
    at: datetime,
) -> Case:
    """How the customer of this case can be reached; empty values change nothing.

    :raises Invalid: `bad_email`.
    """
    case = _locked(case, by=by, at=at)
    people.leave_contact(case.customer, name=name, email=email, phone=phone, by=by, at=at)
    announce(ContactLeft(case=str(case.pk)), by=by, at=at)
    return case


@transaction.atomic
def write(
    case: Case,
    *,
    text: str,
    by: Person | None,
    at: datetime,
    attempt: Attempt | None = None,
    internal: bool = False,
) -> Message:
    """One more message in the thread. `by=None`: the platform speaks.

    Signs of a trick are noted with it, for a sentence beside it; nothing is held back.

    :raises Invalid: no words, or too many. :raises NotAllowed: not one of the people around the case.
    """
    text = texts.required(text, field="text")
    role = _role_in(case, by, at=at)
    if internal and not rules.may_note_internally(staff=role == "agent"):
        raise NotAllowed("staff_only", _("Only our team writes notes here."))
    message = Message.objects.create(
        case=case,
        attempt=attempt,
        author=by,
        role=role,
        text=text,
        internal=internal,
        signs=_signs(case, text) if role not in TRUSTWORTHY else [],
        at=at,
    )
    announce(MessageWritten(case=str(case.pk), message=message.pk), by=by, at=at)
    return message


def _signs(case: Case, text: str) -> list[str]:
    brand = case.brand
    return signs(text, keep=[brand.phone, brand.mail, *brand.hosts])


@transaction.atomic
def begin(
    case: Case, *, stage: str, subject: str = "", by: Person, at: datetime
) -> Attempt:
    """A stage tries. Called by stages; the same subject is tried once at a time.

    :raises Refused: `case_closed`.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    attempt, fresh = Attempt.objects.get_or_create(
        case=case,
        stage=stage,
        subject=subject,
        state=Attempt.State.OPEN,
        defaults={"begun_at": at, "begun_by": by},
    )
    if fresh:
        announce(
            AttemptBegun(case=str(case.pk), attempt=attempt.pk, stage=stage), by=by, at=at
        )
    return attempt


@transaction.atomic
def fail(attempt: Attempt, *, why: str = "", by: Person | None, at: datetime) -> Attempt:
    """It did not help. Kept, so that nobody proposes it again and the track record is honest."""
    return _end(attempt, Attempt.State.FAILED, why=why, by=by, at=at)


@transaction.atomic
def withdraw_attempt(attempt: Attempt, *, by: Person | None, at: datetime) -> Attempt:
    """This try is called off; it counts neither as help nor as failure."""
    return _end(attempt, Attempt.State.WITHDRAWN, by=by, at=at)


def _end(
    attempt: Attempt, state: str, *, by: Person | None, at: datetime, why: str = ""
) -> Attempt:
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.state == state:
        return attempt
    if attempt.state != Attempt.State.OPEN:
        raise Refused("wrong_state", _("This attempt has ended already."))
    attempt.state, attempt.ended_at, attempt.ended_by = state, at, by
    attempt.why = texts.tidy(why)[:500]
    attempt.save(update_fields=["state", "ended_at", "ended_by", "why"])
    announce(
        AttemptEnded(
            case=str(attempt.case_id), attempt=attempt.pk, stage=attempt.stage, state=state
        ),
        by=by,
        at=at,
    )
    return attempt


@transaction.atomic
def solve(case: Case, *, attempt: Attempt | None = None, by: Person, at: datetime) -> Case:
    """The customer says it is solved, by this attempt where one did it. Saying it twice is once.

    :raises NotAllowed: anyone but the customer or staff on her word. :raises Refused: `case_closed`.
    """
    case = _locked(case, by=by, at=at)
    if case.state == Case.State.SOLVED:
        return case
    _move(case, Case.State.SOLVED, by=by, at=at)
    if attempt:
        Attempt.objects.filter(pk=attempt.pk, case=case).update(
            state=Attempt.State.SOLVED, ended_at=at, ended_by=by
        )
    announce(
        CaseSolved(case=str(case.pk), attempt=attempt.pk if attempt else None), by=by, at=at
    )
    ask_privately(case, by=by, at=at)
    return case


@transaction.atomic
def ask_privately(case: Case, *, by: Person | None, at: datetime) -> Case:
    """The one private question goes to the customer, whatever became of the case. Once."""
    return _ask(case, "asked_at", by=by, at=at)


@transaction.atomic
def ask_again(case: Case, *, by: None = None, at: datetime) -> Case:
    """She is reminded of it, once; an answer is never owed."""
    return _ask(case, "asked_again_at", by=by, at=at)


def _ask(case: Case, which: str, *, by: Person | None, at: datetime) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    answered = PrivateFeedback.objects.filter(case=case).exists()
    if answered or getattr(case, which):
        return case
    setattr(case, which, at)
    case.save(update_fields=[which])
    announce(QuestionDue(case=str(case.pk), again=which == "asked_again_at"), by=by, at=at)
    return case


@transaction.atomic
def withdraw(case: Case, *, by: Person, at: datetime) -> Case:
    """The customer needs no help any more."""
    case = _locked(case, by=by, at=at)
    return _close(case, Case.State.WITHDRAWN, by=by, at=at)


@transaction.atomic
def give_up(case: Case, *, by: Person, at: datetime) -> Case:
    """Nobody could help: staff closes the case as unsolved, honestly."""
    case = _locked(case, by=by, at=at)
    if not is_staff(by, at=at):
        raise NotAllowed("staff_only", _("Only our team can close a case as unsolved."))
    return _close(case, Case.State.UNSOLVED, by=by, at=at)


def _close(case: Case, state: str, *, by: Person, at: datetime) -> Case:
    if case.state == state:
        return case
    _move(case, state, by=by, at=at)
    announce(CaseClosed(case=str(case.pk), state=state), by=by, at=at)
    return case


@transaction.atomic
def reopen(case: Case, *, by: Person, at: datetime) -> Case:
    """It was not solved after all; the attempt that was thought to help did not."""
    case = _locked(case, by=by, at=at)
    if case.is_open:
        return case
    CaseTransition.objects.create(
        case=case, from_state=case.state, to_state=Case.State.OPEN, by=by, at=at
    )
    case.state, case.closed_at, case.closed_by = Case.State.OPEN, None, None
    case.save(update_fields=["state", "closed_at", "closed_by"])
    case.attempts.filter(state=Attempt.State.SOLVED).update(
        state=Attempt.State.FAILED, ended_at=at, ended_by=by
    )
    announce(CaseReopened(case=str(case.pk)), by=by, at=at)
    return case


@transaction.atomic
def give_feedback(
    case: Case,
    *,
    helped: bool,
    again: bool | None = None,
    recommend: bool | None = None,
    comment: str = "",
    by: Person,
    at: datetime,
) -> PrivateFeedback:
    """Answer the private question. May be changed; the last word counts."""
    case = _locked(case, by=by, at=at)
    feedback, _made = PrivateFeedback.objects.update_or_create(
        case=case,
        defaults={
            "helped": helped, "again": again, "recommend": recommend,
            "comment": texts.tidy(comment)[:2000], "by": by, "at": at,
        },
    )  # fmt: skip
    announce(FeedbackGiven(case=str(case.pk), helped=helped), by=by, at=at)
    return feedback


@transaction.atomic
def let_in(
    case: Case, person: Person, *, role: str, by: Person | None, at: datetime
) -> Participant:
    """A helper or expert may read and write on the case from now on."""
    row, _made = Participant.objects.update_or_create(
        case=case, person=person, role=role, defaults={"since": at, "until": None}
    )
    return row


def let_out(
    case: Case, person: Person, *, role: str, by: Person | None, at: datetime
) -> None:
    """From now on the person no longer sees the case."""
    Participant.objects.filter(
        case=case, person=person, role=role, until__isnull=True
    ).update(until=at)


def _locked(case: Case, *, by: Person, at: datetime) -> Case:
    """The case's row, locked, if `by` may decide about it."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not rules.may_decide(by, case, staff=is_staff(by, at=at)):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    return case


def _move(case: Case, state: str, *, by: Person, at: datetime) -> None:
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    CaseTransition.objects.create(
        case=case, from_state=case.state, to_state=state, by=by, at=at
    )
    case.state, case.closed_at, case.closed_by = state, at, by
    case.save(update_fields=["state", "closed_at", "closed_by"])


def _role_in(case: Case, person: Person | None, *, at: datetime) -> str:
    if person is None:
        return "platform"
    if case.customer_id == person.pk:
        return "customer"
    taking_part = (
        Participant.objects.current(at).filter(Q(case=case) & Q(person=person)).first()
    )
    if taking_part:
        return taking_part.role
    if is_staff(person, at=at):
        return "agent"
    if trust_of(person, case.customer_id, case=case.pk):
        return "trusted"
    raise NotAllowed("not_yours", _("You do not take part in this case."))
