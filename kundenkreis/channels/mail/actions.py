"""Taking a mail in."""

import hashlib
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kundenkreis.channels.mail import reading
from kundenkreis.core import scope
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.notifications.models import Notice
from kundenkreis.notifications.replies import notice_answered
from kundenkreis.people.models import Person, Submission
from kundenkreis.stages.community import actions as community
from kundenkreis.stages.community import queries

_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


def take_mail(raw: bytes, *, by: Person | None = None, at: datetime) -> str:
    """The answer to a notice becomes an answer, or a comment where that was the matter. Twice is once.

    Returns where it stands. `by`: nobody; who wrote it says the mail itself.

    :raises NotFound: no signed address of ours. :raises NotAllowed: `unknown_sender`.
    :raises Refused: `automatic`, and what the community refuses. :raises Invalid: `attachments`, `empty`.
    """
    mail = message_from_bytes(raw, policy=policy.default)
    notice = notice_answered(_addresses(mail))
    if notice is None:
        raise NotFound("unknown_address", _("This address takes no mail."))
    with (
        scope.inside(notice.brand.pk, notice.brand),
        translation.override(notice.person.language),
    ):
        _check(mail, notice)
        return _once(mail, raw, notice, at=at)


def _addresses(mail: EmailMessage) -> str:
    found = getaddresses([str(value) for name in _TO for value in mail.get_all(name, [])])
    return " ".join(address for _name, address in found)


def _check(mail: EmailMessage, notice: Notice) -> None:
    if reading.is_automatic(mail):
        raise Refused("automatic", _("Automatic answers are not taken."))
    sender = parseaddr(str(mail.get("From", "")))[1].strip().lower()
    if not sender or sender != notice.person.reachable_at.lower():
        sentence = _("Please answer from the address at which you got the mail.")
        raise NotAllowed("unknown_sender", sentence)
    if names := reading.attachments(mail):
        sentence = _(
            "Files cannot come along: {names}. Please send your words without them."
        )
        shown = ", ".join(names)[:200]
        raise Invalid(
            "attachments",
            sentence.format(names=shown),
            {"mail": sentence.format(names=shown)},
        )


@transaction.atomic
def _once(mail: EmailMessage, raw: bytes, notice: Notice, *, at: datetime) -> str:
    """A mail server that is not sure sends again: the same mail answers once."""
    name = str(mail.get("Message-ID", "")).strip().encode() or raw
    key = hashlib.sha256(b"mail:" + name).hexdigest()
    row, fresh = Submission.objects.get_or_create(
        actor=f"{notice.brand_id}:{notice.person_id}",
        key=key,
        defaults={"body": key, "at": at},
    )
    if not fresh:
        return bytes(row.answer or b"").decode()
    path = _answer(notice, reading.written(mail), at=at)
    row.answer = path.encode()
    row.save(update_fields=["answer"])
    return path


def _answer(notice: Notice, words: str, *, at: datetime) -> str:
    person, about = notice.person, notice.event.payload
    if "comment" in about:
        answer = queries.answer_for(person, about["answer"])
        return community.comment(answer, body=words, by=person, at=at).path
    question = queries.question_for(person, about["question"])
    return community.answer(question, body=words, by=person, at=at).path
