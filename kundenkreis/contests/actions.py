"""Everything that can happen in a contest, as sentences."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from kundenkreis.contests import judging, queries
from kundenkreis.contests.events import (
    ContestAnnounced,
    ContestDecided,
    ContestEntered,
    ContestEntryWithdrawn,
    JurorNamed,
    JuryBegun,
    VerdictGiven,
    WeakestMarked,
)
from kundenkreis.contests.models import (
    ContestEntry,
    IdeaContest,
    Juror,
    JuryVerdict,
    Lemon,
    Phase,
)
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ideas.queries import kept_public
from kundenkreis.moderation import actions as moderation
from kundenkreis.people import actions as people
from kundenkreis.people.models import Consent, Person
from kundenkreis.people.queries import holds, person_with_address

CONSENT = "contest_use"
CONSENT_VERSION = "2026-1"


def _only_managers(by: Person, at: datetime) -> None:
    if not holds(by, "manager", at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


def _in_phase(contest: IdeaContest, phase: str, at: datetime) -> None:
    if contest.phase(at) != phase:
        raise Refused("wrong_phase", _("The contest is not in this phase now."))


@one_transaction
def announce_contest(
    *,
    title: str,
    body: str,
    rules: str,
    prize: str,
    criteria: Sequence[str],
    tokens: int,
    submit_from: datetime,
    submit_until: datetime,
    filter_until: datetime,
    jury_until: datetime,
    by: Person,
    at: datetime,
) -> IdeaContest:
    """A new contest, with its rules, its prize and its days.

    :raises NotAllowed: not a manager. :raises Invalid: no words, `bad_days`, `bad_amount`, `no_criteria`.
    """
    _only_managers(by, at)
    if not submit_from < submit_until < filter_until < jury_until:
        sentence = _("Each phase must end after the one before.")
        raise Invalid("bad_days", sentence, {"submit_until": sentence})
    if not 1 <= tokens <= 10:
        sentence = _("Please give a number from {least} to {most}.").format(least=1, most=10)  # fmt: skip
        raise Invalid("bad_amount", sentence, {"tokens": sentence})
    kept = list(dict.fromkeys(texts.tidy(each)[:60] for each in criteria if texts.tidy(each)))  # fmt: skip
    if not kept:
        sentence = _("Please give at least one criterion.")
        raise Invalid("no_criteria", sentence, {"criteria": sentence})
    contest = IdeaContest.objects.create(
        title=texts.required(title, field="title", most=120),
        body=texts.required(body, field="body"),
        rules=texts.required(rules, field="rules"),
        prize=texts.required(prize, field="prize", most=300),
        criteria=kept[:6],
        tokens=tokens,
        submit_from=submit_from,
        submit_until=submit_until,
        filter_until=filter_until,
        jury_until=jury_until,
        made_at=at,
        made_by=by,
    )
    announce(ContestAnnounced(contest=str(contest.pk)), by=by, at=at)
    return contest


@one_transaction
def enter(
    contest: IdeaContest, *, title: str, body: str, agreed: bool, by: Person, at: datetime
) -> ContestEntry:
    """Somebody enters an idea and agrees to its use as the rules say. Personal data is held back.

    :raises NotAllowed: without an account. :raises Refused: `wrong_phase`, `consent_needed`, `juror`,
    `too_many_entries`. :raises Invalid: no words, or too many.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    contest = queries.locked(contest)
    _in_phase(contest, Phase.SUBMIT, at)
    if not agreed:
        raise Refused("consent_needed", _("Please agree to the rules first."))
    moderation.admit(by=by, at=at)
    if queries.juror_in(contest, by):
        raise Refused("juror", _("You are in the jury: you cannot enter an idea of your own."))  # fmt: skip
    mine = contest.entries.all().standing().filter(author=by)
    if mine.count() >= judging.ENTRIES_EACH:
        sentence = _("You entered {count} ideas already. Take one back first.")
        raise Refused("too_many_entries", sentence.format(count=judging.ENTRIES_EACH))
    title = texts.required(title, field="title", most=120)
    body = texts.required(body, field="body")
    entry = ContestEntry.objects.create(
        id=uuid.uuid4(),
        contest=contest,
        author=by,
        title=kept_public(title, by, language=by.language)[:120],
        body=kept_public(body, by, language=by.language),
        at=at,
    )
    people.agree(by, CONSENT, version=CONSENT_VERSION, subject=f"entry:{entry.pk}", by=by, at=at)  # fmt: skip
    announce(ContestEntered(contest=str(contest.pk), entry=str(entry.pk)), by=by, at=at)
    moderation.screen(f"contest-entry:{entry.pk}", raw=f"{title}\n{body}", by=by, at=at)
    return entry


@one_transaction
def withdraw(entry: ContestEntry, *, by: Person, at: datetime) -> ContestEntry:
    """The author takes it back at any time, and her consent with it. Twice is once.

    :raises NotAllowed: somebody else's.
    """
    queries.locked(entry.contest)
    entry = ContestEntry.objects.select_related("contest").get(pk=entry.pk)
    if entry.author_id != by.pk:
        raise NotAllowed("not_yours", _("Only the author can change this text."))
    if entry.withdrawn_at:
        return entry
    entry.withdrawn_at = at
    entry.save(update_fields=["withdrawn_at"])
    Consent.objects.filter(person=by, kind=CONSENT, subject=f"entry:{entry.pk}").update(
        withdrawn_at=at
    )
    gone = ContestEntryWithdrawn(contest=str(entry.contest_id), entry=str(entry.pk))
    announce(gone, by=by, at=at)
    return entry


@one_transaction
def mark_weakest(
    contest: IdeaContest, *, entries: Sequence[ContestEntry], by: Person, at: datetime
) -> int:
    """Which entries she thinks are the weakest: at most so many as she has tokens. Replaces what she marked before.

    :raises NotAllowed: without an account, or her own. :raises Refused: `wrong_phase`, `too_many_tokens`.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    moderation.admit_vote(by=by, at=at)
    contest = queries.locked(contest)
    _in_phase(contest, Phase.FILTER, at)
    entries = list({entry.pk: entry for entry in entries}.values())
    if len(entries) > contest.tokens:
        sentence = _("Please mark at most {count}.").format(count=contest.tokens)
        raise Refused("too_many_tokens", sentence)
    if any(entry.author_id == by.pk for entry in entries):
        raise NotAllowed("own_entry", _("You cannot mark your own idea."))
    Lemon.objects.filter(contest=contest, giver=by).delete()
    Lemon.objects.bulk_create(
        Lemon(contest=contest, entry=entry, giver=by, number=number, at=at)
        for number, entry in enumerate(entries, 1)
    )
    announce(WeakestMarked(contest=str(contest.pk)), by=by, at=at)
    return len(entries)


@one_transaction
def name_juror(
    contest: IdeaContest, *, email: str, shown_as: str, by: Person, at: datetime
) -> Juror:
    """Somebody with an account is named to the jury, by the name that everyone reads. Twice is once.

    :raises NotAllowed: not a manager. :raises Refused: `has_entry`: she entered an idea; `wrong_phase`.
    :raises Invalid: `unknown_person`, no name.
    """
    _only_managers(by, at)
    contest = queries.locked(contest)
    if contest.phase(at) in (Phase.DECIDING, Phase.RESULT):
        raise Refused("wrong_phase", _("The contest is not in this phase now."))
    person = person_with_address(email)
    if not person:
        sentence = _("Nobody with this e-mail address has an account here.")
        raise Invalid("unknown_person", sentence, {"email": sentence})
    if known := queries.juror_in(contest, person):
        return known
    if contest.entries.all().standing().filter(author=person).exists():
        raise Refused("has_entry", _("She entered an idea herself, so she cannot judge."))
    shown_as = texts.required(shown_as, field="shown_as", most=120)
    juror = Juror.objects.create(
        contest=contest, person=person, shown_as=shown_as, named_by=by, at=at
    )
    announce(JurorNamed(contest=str(contest.pk), person=str(person.pk)), by=by, at=at)
    return juror


@one_transaction
def begin_jury(contest: IdeaContest, *, by: Person | None, at: datetime) -> None:
    """The members have sorted out: what is left goes to the jury, which is called, once."""
    contest = queries.locked(contest)
    if contest.jury_told_at or at < contest.filter_until:
        return
    listed = [each.pk for each in queries.shortlist(contest)]
    ContestEntry.objects.filter(pk__in=listed).update(listed_at=at)
    contest.jury_told_at = at
    contest.save(update_fields=["jury_told_at"])
    announce(JuryBegun(contest=str(contest.pk)), by=by, at=at)


@one_transaction
def judge(
    entry: ContestEntry, *, marks: Sequence[int], reason: str, by: Person, at: datetime
) -> JuryVerdict:
    """A juror marks each criterion from 1 to 5 and says why; she may change it until the jury's days are over.

    :raises NotAllowed: no juror here, or her own idea. :raises Refused: `wrong_phase`, `sorted_out`.
    :raises Invalid: `bad_marks`, no reason.
    """
    contest = queries.locked(entry.contest)
    juror = queries.juror_in(contest, by)
    if not juror or entry.author_id == by.pk:
        raise NotAllowed("no_juror", _("Only the jury judges, and nobody her own idea."))
    _in_phase(contest, Phase.JURY, at)
    begin_jury(contest, by=None, at=at)
    contest = queries.locked(contest)
    if entry.pk not in [each.pk for each in queries.shortlist(contest)]:
        raise Refused("sorted_out", _("This idea was sorted out by the members."))
    if len(marks) != len(contest.criteria) or not all(1 <= mark <= 5 for mark in marks):
        raise Invalid("bad_marks", _("Please give a mark for each criterion."))
    reason = texts.required(reason, field="reason", most=2000)
    verdict, _made = JuryVerdict.objects.update_or_create(
        entry=entry,
        juror=juror,
        defaults={"marks": list(marks), "reason": reason, "at": at},
    )
    announce(VerdictGiven(contest=str(contest.pk), entry=str(entry.pk)), by=by, at=at)
    return verdict


@one_transaction
def decide(contest: IdeaContest, *, text: str, by: Person, at: datetime) -> IdeaContest:
    """After the jury's days its marks make the places; result and reasons are public. Twice is once.

    :raises NotAllowed: not a manager. :raises Refused: `wrong_phase`, `verdicts_missing`. :raises Invalid: no words.
    """
    _only_managers(by, at)
    contest = queries.locked(contest)
    if contest.result_at:
        return contest
    _in_phase(contest, Phase.DECIDING, at)
    goes_on = {each.pk for each in queries.shortlist(contest)}
    listed = [row for row in queries.standings(contest) if row.entry in goes_on]
    if not listed or not all(row.marks for row in listed):
        sentence = _("The jury has not judged every idea. Without that there is no result.")
        raise Refused("verdicts_missing", sentence)
    for place, row in enumerate(judging.places(listed), 1):
        ContestEntry.objects.filter(pk=row.entry).update(place=place)
    contest.result_text = texts.required(text, field="text", most=5000)
    contest.result_at, contest.result_by = at, by
    contest.save(update_fields=["result_at", "result_by", "result_text"])
    announce(ContestDecided(contest=str(contest.pk)), by=by, at=at)
    return contest
