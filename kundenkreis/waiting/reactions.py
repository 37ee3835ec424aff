"""What this room does when time is freed, and who hears of it."""

from kundenkreis.helpers.events import HoursChanged
from kundenkreis.helpers.models import Helper
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace.events import BookingMoved
from kundenkreis.stages.marketplace.transitions import LIVE
from kundenkreis.waiting import actions
from kundenkreis.waiting.events import TimeGivenUp, TimeKept, WaitingBegun, WaitingEnded
from kundenkreis.waiting.models import WaitingEntry, WaitingOffer

# A visit moved to another time frees its old one.
MOVES = ("reschedule", "agree")


def serve_freed(event: BookingMoved, *, row: EventRow) -> None:
    """A visit ended before its time, or moved: its helper has time again."""
    ended = event.state not in LIVE and event.state not in ("completed", "closed")
    if ended or event.transition in MOVES:
        for helper in Helper.objects.filter(person__id=event.helper):
            actions.serve(helper, at=row.at)


def serve_new_hours(event: HoursChanged | TimeGivenUp, *, row: EventRow) -> None:
    """A helper said other hours, or a kept time was given up: the next in line is looked for."""
    for helper in Helper.objects.filter(pk=event.helper):
        actions.serve(helper, at=row.at)


def settle_with_booking(event: BookingMoved, *, row: EventRow) -> None:
    """Who has a visit waits no longer."""
    for entry in WaitingEntry.objects.in_line().filter(case__id=event.case):
        actions.settle(entry, at=row.at)


def say_that_she_waits(event: WaitingBegun, *, row: EventRow) -> None:
    """She reads what she waits for, and until when."""
    entry = WaitingEntry.objects.with_names().get(pk=event.entry)
    _tell(entry, "waiting_begun", row, {"until": entry.latest})


def offer_kept_time(event: TimeKept, *, row: EventRow) -> None:
    """She hears of a time that is kept for her; never of one that is gone."""
    offer = WaitingOffer.objects.select_related("helper__person").get(pk=event.offer)
    if offer.answer or offer.slot_id is None:
        return
    entry = WaitingEntry.objects.with_names().get(pk=event.entry)
    values = {
        "helper": offer.helper.person.shown_name,
        "when": offer.starts_at,
        "until": offer.until,
    }
    _tell(entry, "time_kept", row, values)


def say_that_nothing_came(event: WaitingEnded, *, row: EventRow) -> None:
    """Her days are over and nothing was freed; what she decided herself needs no word."""
    if event.outcome == WaitingEntry.Outcome.EXPIRED:
        entry = WaitingEntry.objects.with_names().get(pk=event.entry)
        _tell(entry, "waiting_in_vain", row, {})


def _tell(entry: WaitingEntry, kind: str, row: EventRow, values: dict[str, object]) -> None:
    about = {"package": entry.package.words, "place": f"{entry.postal_code} {entry.place}"}
    path = entry.case.path if kind == "waiting_in_vain" else entry.path
    notify(person=entry.case.customer, kind=kind, row=row, values=about | values, path=path)
