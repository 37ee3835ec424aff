from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from kundenkreis.checks import actions, queries, schedule
from kundenkreis.checks.events import CheckEnding
from kundenkreis.checks.models import CheckDocument, CheckReminder
from kundenkreis.checks.personal_data import ChecksData
from kundenkreis.checks.tests.papers import PDF, photo, settle, unchecked
from kundenkreis.core.refusal import Invalid, NotAllowed, NotFound, Refused
from kundenkreis.helpers import actions as helpers
from kundenkreis.helpers.models import Verification
from kundenkreis.notifications.models import EventRow, Notice
from kundenkreis.people import actions as people
from kundenkreis.people.models import Person

YEAR = timedelta(days=365)


def law(refused: IntegrityError) -> str | None:
    assert isinstance(refused.__cause__, psycopg.Error)
    return refused.__cause__.diag.constraint_name


def handed_in(jonas: Person, at: datetime, kind: str = "identity") -> CheckDocument:
    return actions.hand_in(unchecked(jonas, at), kind, photo(), by=jonas, at=at)


def test_a_document_becomes_a_check_with_a_name_and_an_end(
    jonas: Person, mira: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    assert [row.pk for row in queries.waiting(mira)] == [document.pk]
    row = actions.confirm(document, since=at, until=at + YEAR, of_age=True, by=mira, at=at)
    assert (row.kind, row.checked_by, row.valid.upper) == ("identity", mira, at + YEAR)
    assert queries.waiting(mira) == []
    document.refresh_from_db()
    assert (document.answer, document.decided_by, document.verification) == ("confirmed", mira, row)  # fmt: skip


def test_what_lies_in_the_database_is_locked_and_written_anew(
    jonas: Person, mira: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    stored = bytes(CheckDocument.objects.get().content or b"")
    assert b"JFIF" not in stored
    paper = actions.look(document, by=mira, at=at)
    assert paper.media_type == "image/jpeg"
    assert paper.content.startswith(b"\xff\xd8")
    assert b"GEHEIM" in photo()
    assert b"GEHEIM" not in paper.content
    seen = EventRow.objects.get(name="document_seen")
    assert seen.by == mira


def test_a_pdf_stays_as_it_is(jonas: Person, mira: Person, at: datetime) -> None:
    document = actions.hand_in(unchecked(jonas, at), "conduct", PDF, by=jonas, at=at)
    paper = actions.look(document, by=mira, at=at)
    assert (paper.media_type, paper.content) == ("application/pdf", PDF)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "bad_document"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "bad_document"),
        (b"MZ\x90\x00", "bad_document"),
        (PDF[:20], "bad_document"),
        (b"%PDF-" + b"x" * 10_000_000 + b"%%EOF", "document_too_large"),
    ],
    ids=["nothing", "svg", "program", "half a pdf", "too large"],
)
def test_what_is_no_document_is_refused(
    jonas: Person, at: datetime, data: bytes, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.hand_in(unchecked(jonas, at), "identity", data, by=jonas, at=at)
    assert refused.value.reason == reason
    assert set(refused.value.fields) == {"document"}
    assert not CheckDocument.objects.exists()


@pytest.mark.flow
def test_one_document_of_a_kind_waits(jonas: Person, at: datetime) -> None:
    document = handed_in(jonas, at)
    with pytest.raises(Refused) as refused:
        actions.hand_in(document.helper, "identity", photo(), by=jonas, at=at)
    assert refused.value.reason == "waiting_already"
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CheckDocument.objects.create(
            helper=document.helper, kind="identity", content=b"x", media_type="image/jpeg",
            handed_in_at=at, handed_in_by=jonas,
        )  # fmt: skip
    assert law(stopped.value) == "one_document_waits"
    actions.take_back(document, by=jonas, at=at)
    assert not CheckDocument.objects.exists()
    actions.hand_in(document.helper, "identity", photo(), by=jonas, at=at)


@pytest.mark.flow
def test_training_is_not_proven_by_paper(jonas: Person, at: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        actions.hand_in(unchecked(jonas, at), "training", photo(), by=jonas, at=at)
    assert refused.value.reason == "bad_kind"


@pytest.mark.flow
def test_only_managers_decide_and_never_about_their_own(
    jonas: Person, reto: Person, mira: Person, beat: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    period: dict[str, Any] = {"since": at, "until": at + YEAR, "of_age": True}
    for somebody in (reto, beat, jonas):
        with pytest.raises(NotAllowed):
            actions.confirm(document, **period, by=somebody, at=at)
        with pytest.raises(NotAllowed):
            actions.decline(document, reason="Nein", by=somebody, at=at)
        with pytest.raises(NotAllowed):
            actions.look(document, by=somebody, at=at)
    people.grant(jonas, "manager", by=None, at=at)
    with pytest.raises(NotAllowed) as refused:
        actions.confirm(document, **period, by=jonas, at=at)
    assert refused.value.reason == "own_check"
    with pytest.raises(NotFound):
        queries.document_for(jonas, document.pk)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CheckDocument.objects.filter(pk=document.pk).update(
            answer="confirmed", decided_at=at, decided_by=jonas
        )
    assert law(stopped.value) == "document_decided_by_another"


@pytest.mark.flow
def test_nobody_checks_her_family(jonas: Person, mira: Person, at: datetime) -> None:
    document = handed_in(jonas, at)
    trust = people.trust(jonas, name="Mira", email=mira.email or "", by=jonas, at=at)
    people.answer_trust(trust, accepts=True, by=mira, at=at)
    with pytest.raises(NotAllowed) as refused:
        actions.confirm(document, since=at, until=at + YEAR, of_age=True, by=mira, at=at)
    assert refused.value.reason == "own_check"
    with pytest.raises(NotFound):
        queries.document_for(mira, document.pk)
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        helpers.verify(document.helper, "identity", since=at, until=at + YEAR, by=mira, at=at)  # fmt: skip
    assert law(stopped.value) == "checked_by_no_relative"
    people.end_trust(trust, by=jonas, at=at)
    actions.confirm(document, since=at, until=at + YEAR, of_age=True, by=mira, at=at)


def test_an_identity_must_be_of_age(jonas: Person, mira: Person, at: datetime) -> None:
    document = handed_in(jonas, at)
    with pytest.raises(Invalid) as refused:
        actions.confirm(document, since=at, until=at + YEAR, by=mira, at=at)
    assert refused.value.reason == "of_age"
    assert not Verification.objects.exists()


@pytest.mark.flow
def test_a_decision_falls_once_and_stays(jonas: Person, mira: Person, at: datetime) -> None:
    document = handed_in(jonas, at)
    with pytest.raises(Invalid):
        actions.decline(document, reason=" ", by=mira, at=at)
    actions.decline(document, reason="Die Ecke fehlt.", by=mira, at=at)
    with pytest.raises(Refused) as refused:
        actions.confirm(document, since=at, until=at + YEAR, of_age=True, by=mira, at=at)
    assert refused.value.reason == "decided_already"
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CheckDocument.objects.update(answer="confirmed", reason="")
    assert law(stopped.value) == "document_kept"
    settle()
    notice = Notice.objects.get(person=jonas, kind="document_declined")
    assert notice.values["reason"] == "Die Ecke fehlt."
    assert notice.path == "/helper/documents/identity/"


@pytest.mark.flow
def test_a_renewal_begins_when_the_first_ends(
    jonas: Person, mira: Person, at: datetime
) -> None:
    first = handed_in(jonas, at)
    actions.confirm(first, since=at, until=at + YEAR, of_age=True, by=mira, at=at)
    later = at + timedelta(days=350)
    second = actions.hand_in(first.helper, "identity", PDF, by=jonas, at=later)
    row = actions.confirm(second, since=later, until=at + 2 * YEAR, of_age=True, by=mira, at=later)  # fmt: skip
    assert row.valid.lower == at + YEAR
    [proof] = [p for p in queries.proofs(first.helper, at=later) if p.kind == "identity"]
    assert proof.until == at + 2 * YEAR


@pytest.mark.flow
def test_the_paper_goes_and_the_fact_stays(
    jonas: Person, mira: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    actions.confirm(document, since=at, until=at + YEAR, of_age=True, by=mira, at=at)
    schedule.due(at=at + timedelta(days=13, hours=23))
    assert CheckDocument.objects.get().content is not None
    schedule.due(at=at + timedelta(days=14))
    gone = CheckDocument.objects.get()
    assert (gone.content, gone.erased_at, gone.decided_by) == (None, at + timedelta(days=14), mira)  # fmt: skip
    with pytest.raises(NotFound) as refused:
        actions.look(gone, by=mira, at=at + timedelta(days=15))
    assert refused.value.reason == "erased"
    with pytest.raises(IntegrityError) as stopped, transaction.atomic():
        CheckDocument.objects.update(content=b"again", erased_at=None)
    assert law(stopped.value) == "document_kept"


@pytest.mark.slow
def test_reminded_thirty_and_seven_days_before_and_at_the_end(
    jonas: Person, mira: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    end = at + YEAR
    actions.confirm(document, since=at, until=end, of_age=True, by=mira, at=at)
    told: list[tuple[int, int]] = []
    for before in (31, 30, 29, 8, 7, 1, 0, -1):
        schedule.due(at=end - timedelta(days=before))
        told.append((before, CheckReminder.objects.count()))
    assert told == [(31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (1, 2), (0, 3), (-1, 3)]
    settle()
    kinds = (
        Notice.objects.filter(person=jonas).order_by("at").values_list("kind", flat=True)
    )
    assert list(kinds) == ["helper_verified", "check_ending", "check_ending", "check_ended"]


@pytest.mark.flow
def test_the_nearest_reminder_only_and_none_when_renewed_or_revoked(
    jonas: Person, mira: Person, at: datetime
) -> None:
    helper = unchecked(jonas, at)
    short = helpers.verify(helper, "identity", since=at, until=at + timedelta(days=5), by=mira, at=at)  # fmt: skip
    schedule.due(at=at)
    schedule.due(at=at + timedelta(hours=1))
    assert [row.days for row in CheckReminder.objects.all()] == [7]
    helpers.verify(helper, "identity", since=short.valid.upper, until=at + YEAR, by=mira, at=at)  # fmt: skip
    schedule.due(at=at + timedelta(days=5))
    ended = helpers.verify(helper, "conduct", since=at, until=at + YEAR, by=mira, at=at)
    helpers.revoke(ended, by=mira, at=at + timedelta(days=6))
    schedule.due(at=at + timedelta(days=6))
    assert CheckReminder.objects.count() == 1
    assert CheckEnding.name in set(EventRow.objects.values_list("name", flat=True))


@pytest.mark.flow
def test_who_is_forgotten_leaves_no_paper(
    jonas: Person, mira: Person, at: datetime
) -> None:
    document = handed_in(jonas, at)
    [row] = ChecksData().export(jonas)["documents"]
    assert row["kind"] == "identity"
    assert "content" not in row
    ChecksData().forget(jonas, at=at)
    assert not CheckDocument.objects.filter(pk=document.pk).exists()


@pytest.mark.flow
def test_the_queue_reads_no_papers(jonas: Person, mira: Person, at: datetime) -> None:
    handed_in(jonas, at)
    with connection.execute_wrapper(_no_content):
        assert len(queries.waiting(mira)) == 1


def _no_content(execute, sql, params, many, context):
    assert '"content"' not in sql
    return execute(sql, params, many, context)
