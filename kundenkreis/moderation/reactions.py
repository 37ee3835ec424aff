"""What this room does when something was decided: authors, reporters and objectors hear it, with reasons."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation

from kundenkreis.moderation import queries, words
from kundenkreis.moderation.events import (
    AppealDecided,
    ContentDecided,
    NoticeReceived,
    SuspensionProposed,
)
from kundenkreis.moderation.models import (
    Appeal,
    ContentNotice,
    Outcome,
    Rule,
    StatementOfReasons,
    Suspension,
)
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person, Role

KINDS = {
    Outcome.HIDDEN: "text_hidden",
    Outcome.REMOVED: "text_removed",
    Outcome.MENDED: "text_mended",
    Outcome.WARNED: "text_warned",
    Outcome.SUSPENDED: "person_suspended",
    Outcome.RESTORED: "text_restored",
    Outcome.LIFTED: "suspension_lifted",
}


def tell_author(event: ContentDecided, *, row: EventRow) -> None:
    """The author of a text hears what was decided, by which rule and why."""
    rows = StatementOfReasons.objects.select_related("author")
    statement = rows.filter(pk=event.statement).first()
    kind = statement and _kind_of(statement)
    if not statement or not statement.author or not kind:
        return
    thing = queries.things_of([statement.target]).get(statement.target)
    values: dict[str, Any] = {
        "title": thing.title if thing else "",
        "rule": in_all(lambda: str(Rule(statement.rule).label) if statement.rule else ""),
        "who": in_all(lambda: words.who_decided(statement)),
        "facts": statement.facts,
        "last_day": in_all(lambda: words.last_day(statement)),
        "until": statement.until or "",
    }
    notify(person=statement.author, kind=kind, row=row, values=values, path=statement.path)


def _kind_of(statement: StatementOfReasons) -> str:
    about = (
        f"_{statement.suspends}" if statement.suspends in ("reporting", "voting") else ""
    )
    if statement.outcome == Outcome.WARNED and statement.about_person:
        return "person_warned"
    return f"{KINDS.get(Outcome(statement.outcome), '')}{about}"


def tell_reporters(event: ContentDecided, *, row: EventRow) -> None:
    """Whoever reported it learns what came of it, without the author's name."""
    statement = StatementOfReasons.objects.filter(pk=event.statement).first()
    thing = statement and queries.things_of([statement.target]).get(statement.target)
    if not statement or not thing or statement.automated:
        return
    values = {
        "title": thing.title,
        "outcome": in_all(lambda: str(Outcome(statement.outcome).label)),
    }
    for person in Person.objects.filter(pk__in=statement.flags.values("by")):
        notify(
            person=person, kind="report_decided", row=row, values=values, path="/questions/"
        )


def confirm_notice(event: NoticeReceived, *, row: EventRow) -> None:
    """The receipt of a notice, without delay (DSA art. 16 (4))."""
    notice = ContentNotice.objects.select_related("person").get(pk=event.notice)
    if notice.person:
        values = {"reference": notice.reference, "address": notice.address}
        notify(
            person=notice.person,
            kind="notice_received",
            row=row,
            values=values,
            path=notice.path,
        )


def tell_notifiers(event: ContentDecided, *, row: EventRow) -> None:
    """Whoever sent a notice hears the decision, its reason, and what she can do (art. 16 (5))."""
    statement = StatementOfReasons.objects.filter(pk=event.statement).first()
    if not statement or not statement.item_id or statement.automated:
        return
    notices = ContentNotice.objects.filter(item=statement.item_id, person__isnull=False)
    for notice in notices.select_related("person"):
        values = {
            "reference": notice.reference,
            "outcome": in_all(lambda: str(Outcome(statement.outcome).label)),
            "facts": statement.facts or in_all(words.nothing_found),
        }
        assert notice.person
        notify(
            person=notice.person,
            kind="notice_decided",
            row=row,
            values=values,
            path=notice.path,
        )


def ask_second_person(event: SuspensionProposed, *, row: EventRow) -> None:
    """The other moderators hear that somebody has to agree."""
    suspension = Suspension.objects.select_related("by").get(pk=event.suspension)
    if not suspension.waits or not suspension.by:
        return
    others = Person.objects.all().holding(Role.Kind.MODERATOR, row.at)
    for person in others.exclude(pk__in=[suspension.by_id, suspension.person_id]):
        values = {"name": suspension.by.shown_name}
        notify(
            person=person, kind="second_person", row=row, values=values, path="/moderation/"
        )


def tell_of_appeal(event: AppealDecided, *, row: EventRow) -> None:
    """Whoever objected hears what somebody else decided, and where else she can turn."""
    rows = Appeal.objects.select_related("statement", "by", "notice__person")
    appeal = rows.get(pk=event.appeal)
    person = appeal.by or (appeal.notice and appeal.notice.person)
    if not person:
        return
    path = (
        appeal.statement.path if appeal.by else appeal.notice.path if appeal.notice else "/"
    )
    values = {
        "outcome": in_all(lambda: str(Appeal.Outcome(appeal.outcome).label)),
        "answer": appeal.answer,
    }
    notify(person=person, kind="appeal_decided", row=row, values=values, path=path)


def in_all(say: Callable[[], str]) -> dict[str, str]:
    """The same words in all languages."""
    spoken = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            spoken[language] = say()
    return spoken
