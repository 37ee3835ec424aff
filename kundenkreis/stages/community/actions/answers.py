"""Answering, mending what one wrote, thanking."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import NotAllowed, Refused, TooMany
from kundenkreis.drafts import actions as drafts
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import roles_of
from kundenkreis.reputation.queries import abilities_of
from kundenkreis.stages.community import queries, rules
from kundenkreis.stages.community.actions.claims import claimed, release_claim
from kundenkreis.stages.community.events import (
    AnswerGiven,
    KudosGiven,
    TextEdited,
)
from kundenkreis.stages.community.models import (
    Answer,
    Kudos,
    Question,
    TextRevision,
)


@transaction.atomic
def answer(question: Question, *, body: str, by: Person, at: datetime) -> Answer:
    """Somebody answers; a first answer makes a member. Personal data is held back in sight.

    :raises NotAllowed: without an account. :raises Refused: `closed`, `claimed` by somebody who writes,
    `held_for_customers` to the team in the first hours. :raises TooMany: 30 an hour.
    :raises Invalid: no words, or too many.
    """
    rows = Question.objects.select_related("topic", "claim__person")
    question = rows.get(pk=question.pk)
    if not rules.may_answer(by, question):
        raise NotAllowed("no_account", _("Please sign in to answer."))
    if not question.takes_answers:
        raise Refused("closed", _("This question takes no more answers."))
    moderation.admit(by=by, at=at)
    roles = roles_of(by, at=at)
    _free_to_answer(question, roles, by=by, at=at)
    _not_too_many(by, at=at)
    raw, body = body, texts.required(body, field="body")
    row = Answer.objects.create(
        question=question,
        author=by,
        role=rules.role_of(by, question, roles),
        body=queries.cleaned(body, language=question.language),
        at=at,
    )
    if not roles and not by.is_guest:
        people.grant(by, Role.Kind.MEMBER, by=None, at=at)
    drafts.drop(question.subject, by=by, at=at)
    release_claim(question, by=by, at=at)
    announce(
        AnswerGiven(
            question=str(question.pk), answer=str(row.pk), case=str(question.case_id or "")
        ),
        by=by,
        at=at,
    )
    moderation.screen(f"answer:{row.pk}", raw=raw, by=by, at=at)
    return row


def _free_to_answer(
    question: Question, roles: set[str], *, by: Person, at: datetime
) -> None:
    """Nobody else is writing, and the team leaves the first hours to customers. The asker always may."""
    if question.author_id == by.pk:
        return
    claim = getattr(question, "claim", None)
    if claim and claim.until > at and claim.person_id != by.pk:
        raise claimed(claim)
    hours = queries.rules_here().hold_hours
    if rules.is_held(question, roles, hold_hours=hours, at=at):
        sentence = _(
            "The first {hours} hours belong to customers. Then the team may answer."
        )
        raise Refused("held_for_customers", sentence.format(hours=hours))


def _not_too_many(person: Person, *, at: datetime) -> None:
    recent = Answer.objects.filter(author=person, at__gt=at - timedelta(hours=1))
    if recent.count() >= rules.ANSWERS_AN_HOUR:
        raise TooMany(
            "too_many_answers",
            _("You wrote {count} answers in one hour. Please take a break.").format(
                count=rules.ANSWERS_AN_HOUR
            ),
        )


@transaction.atomic
def edit(
    text: Question | Answer, *, body: str, title: str = "", by: Person, at: datetime
) -> Question | Answer:
    """One's own words mended; what they said before is kept.

    :raises NotAllowed: somebody else's, or `suspended`. :raises Invalid: no words, or too many.
    """
    text = queries.locked(text)
    if not rules.may_edit(by, text) and not rules.may_mend(text, abilities_of(by, at=at)):
        raise NotAllowed("not_yours", _("Only the author can change this text."))
    moderation.admit(by=by, at=at)
    question = text if isinstance(text, Question) else text.question
    old_title = text.title if isinstance(text, Question) else ""
    new_title = _mended(title or old_title, question, "title", 120) if old_title else ""
    new_body = _mended(body, question, "body", 10_000)
    if (new_title, new_body) == (old_title, text.body):
        return text
    which = {"question": text} if isinstance(text, Question) else {"answer": text}
    TextRevision.objects.create(**which, title=old_title, body=text.body, by=by, at=at)
    text.body, text.edited_at = new_body, at
    if isinstance(text, Question):
        text.title = new_title
    text.save()
    edited = "" if isinstance(text, Question) else str(text.pk)
    announce(TextEdited(question=str(question.pk), answer=edited), by=by, at=at)
    target = f"answer:{edited}" if edited else f"question:{question.pk}"
    moderation.screen(target, raw=f"{title}\n{body}", by=by, at=at, again=True)
    return text


def _mended(raw: str, question: Question, field: str, most: int) -> str:
    """Tidy and without personal data; the asker's name is known from her case."""
    tidy = texts.required(raw, field=field, most=most)
    if question.case:
        return queries.without_personal_data(tidy, question.case)[0][:most]
    return queries.cleaned(tidy, language=question.language)[:most]


@transaction.atomic
def thank(answer: Answer, *, by: Person, at: datetime) -> Kudos:
    """Thanks for an answer. Twice is once.

    :raises NotAllowed: without an account, `suspended`, or for one's own.
    """
    if answer.author_id == by.pk:
        raise NotAllowed("own_answer", _("Thanks are for answers of others."))
    if not rules.may_thank(by, answer):
        raise NotAllowed("no_account", _("Please sign in to say thanks."))
    moderation.admit_vote(by=by, at=at)
    kudos, fresh = Kudos.objects.get_or_create(answer=answer, giver=by, defaults={"at": at})
    if fresh:
        announce(
            KudosGiven(question=str(answer.question_id), answer=str(answer.pk)),
            by=by,
            at=at,
        )
    return kudos
