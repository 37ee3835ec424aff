"""What can happen to a document: handed in, taken back, confirmed, declined, erased."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kundenkreis.checks import locked, queries
from kundenkreis.checks.events import (
    CheckEnding,
    DocumentConfirmed,
    DocumentDeclined,
    DocumentHandedIn,
    DocumentSeen,
    DocumentTakenBack,
)
from kundenkreis.checks.models import CheckDocument, CheckReminder
from kundenkreis.core import documents
from kundenkreis.core import text as texts
from kundenkreis.core.documents import Paper
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Helper, Verification
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds


def hand_in(
    helper: Helper, kind: str, data: bytes, *, by: Person, at: datetime
) -> CheckDocument:
    """A photo or PDF that proves something, by the helper or a manager who took it in for her.

    :raises Invalid: `bad_kind`, `bad_document`, `document_too_large`.
    :raises NotAllowed: anyone else. :raises Refused: `waiting_already`.
    """
    if by.pk != helper.person_id and not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    if kind not in queries.KINDS:
        raise Invalid("bad_kind", _("This kind of check does not exist."))
    # Before any row is locked: it may take a second.
    paper = documents.accepted(data)
    with transaction.atomic():
        Helper.objects.select_for_update().get(pk=helper.pk)
        if CheckDocument.objects.waiting().filter(helper=helper, kind=kind).exists():
            raise Refused("waiting_already", _("A document waits already. Take it back to send another one."))  # fmt: skip
        made: CheckDocument = CheckDocument.objects.create(
            helper=helper, kind=kind, content=locked.lock(paper.content), media_type=paper.media_type,
            handed_in_at=at, handed_in_by=by,
        )  # fmt: skip
        announce(DocumentHandedIn(**_about(made)), by=by, at=at)
    return made


@transaction.atomic
def take_back(document: CheckDocument, *, by: Person, at: datetime) -> None:
    """The helper wants it back before anybody decided; nothing of it stays.

    :raises NotAllowed: another's. :raises Refused: `decided_already`.
    """
    document = _locked(document)
    if by.pk != document.helper.person_id:
        raise NotAllowed("not_yours", _("Only the helper herself can change this."))
    _must_wait(document)
    announce(DocumentTakenBack(**_about(document)), by=by, at=at)
    document.delete()


@transaction.atomic
def look(document: CheckDocument, *, by: Person, at: datetime) -> Paper:
    """The document itself, for who decides about it; who looked is on record.

    :raises NotAllowed: not a manager, or family. :raises NotFound: erased.
    """
    _must_be_checker(document, by, at=at)
    row = CheckDocument.objects.get(pk=document.pk)
    if row.content is None:
        raise NotFound("erased", _("This document was erased."))
    announce(DocumentSeen(**_about(document)), by=by, at=at)
    return Paper(locked.unlock(row.content), row.media_type)


@transaction.atomic
def confirm(
    document: CheckDocument,
    *,
    since: datetime,
    until: datetime,
    of_age: bool = False,
    by: Person,
    at: datetime,
) -> Verification:
    """It proves what it should, from one moment to another.

    Where a check of the kind holds already, the new one begins when that ends. `of_age`: the
    identity document says that she is 18 or older; the date of birth itself is not kept.

    :raises NotAllowed: `own_check` for family. :raises Invalid: `bad_period`, `of_age`.
    :raises Refused: `decided_already`.
    """
    document = _locked(document)
    _must_be_checker(document, by, at=at)
    _must_wait(document)
    if document.kind == Verification.Kind.IDENTITY and not of_age:
        sentence = _("Only who is 18 or older can help. Please confirm it, or decline.")
        raise Invalid("of_age", sentence, {"of_age": sentence})
    since = _after_what_holds(document, since)
    made = helpers.verify(
        document.helper, document.kind, since=since, until=until, by=by, at=at
    )
    document.verification = made
    _decide(document, CheckDocument.Answer.CONFIRMED, by=by, at=at)
    announce(DocumentConfirmed(**_about(document)), by=by, at=at)
    return made


@transaction.atomic
def decline(
    document: CheckDocument, *, reason: str, by: Person, at: datetime
) -> CheckDocument:
    """It does not prove what it should; the helper reads why and may send another.

    :raises NotAllowed: `own_check` for family. :raises Invalid: no reason. :raises Refused: `decided_already`.
    """
    document = _locked(document)
    _must_be_checker(document, by, at=at)
    _must_wait(document)
    document.reason = texts.required(reason, field="reason", most=1000)
    _decide(document, CheckDocument.Answer.DECLINED, by=by, at=at)
    announce(DocumentDeclined(**_about(document)), by=by, at=at)
    return document


def erase_old(*, by: None = None, at: datetime) -> int:
    """The bytes go fourteen days after the decision; how many did. Who, when and what stays."""
    old = CheckDocument.objects.filter(erased_at__isnull=True, decided_at__lte=at - CheckDocument.KEPT)  # fmt: skip
    return old.update(content=None, erased_at=at)


@transaction.atomic
def remind(row: Verification, *, days: int, by: None = None, at: datetime) -> bool:
    """The helper hears that her check ends; whether it was the first time. Missed steps are skipped."""
    _told, fresh = CheckReminder.objects.get_or_create(
        verification=row, days=days, defaults={"at": at}
    )
    if fresh:
        happened = CheckEnding(
            helper=str(row.helper_id), person=str(row.helper.person_id), verification=row.pk,
            kind=row.kind, days=days,
        )  # fmt: skip
        announce(happened, by=by, at=at)
    return fresh


def _about(document: CheckDocument) -> dict[str, str]:
    return {
        "document": str(document.pk),
        "person": str(document.helper.person_id),
        "kind": document.kind,
    }


def _locked(document: CheckDocument) -> CheckDocument:
    rows = CheckDocument.objects.light().select_for_update(of=("self",))
    found: CheckDocument | None = rows.filter(pk=document.pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such document."))
    return found


def _must_wait(document: CheckDocument) -> None:
    if document.answer:
        raise Refused("decided_already", _("Somebody decided about this document already."))


def _must_be_checker(document: CheckDocument, by: Person, *, at: datetime) -> None:
    if not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("managers_only", _("Only a manager can do this."))
    if queries.belong_together(by, document.helper):
        raise NotAllowed("own_check", _("Nobody checks herself or her family. Please ask a colleague."))  # fmt: skip


def _after_what_holds(document: CheckDocument, since: datetime) -> datetime:
    holds_now = Verification.objects.filter(
        helper=document.helper, kind=document.kind, valid__contains=since
    ).first()
    if holds_now is None:
        return since
    if holds_now.valid.upper is None:
        raise Refused("verified_already", _("This was checked already for a part of that time."))  # fmt: skip
    end: datetime = holds_now.valid.upper
    return end


def _decide(document: CheckDocument, answer: str, *, by: Person, at: datetime) -> None:
    document.answer, document.decided_at, document.decided_by = answer, at, by
    document.save(
        update_fields=["answer", "decided_at", "decided_by", "reason", "verification"]
    )
