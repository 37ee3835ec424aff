"""Who hears what about another time for a visit."""

from babel.lists import format_list
from django.utils import translation

from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.stages.marketplace.events import TimesAnswered, TimesProposed
from kundenkreis.stages.marketplace.models import Booking, TimeProposal
from kundenkreis.stages.marketplace.transitions import HELPER
from kundenkreis.ui import filters


def ask_other_side(event: TimesProposed, *, row: EventRow) -> None:
    """The other side is asked, unless the question is gone already."""
    booking, question = _both(event.booking, event.proposal)
    if not question.is_open:
        return
    to_customer = question.side == HELPER
    notify(
        person=booking.customer if to_customer else booking.helper.person,
        kind="times_asked" if to_customer else "times_asked_helper",
        row=row,
        values=_values(booking, question),
        path=f"{booking.path}time-proposals/",
    )


def tell_of_times(event: TimesAnswered, *, row: EventRow) -> None:
    """Who asked hears that it stays; who was asked, that nobody asks any more."""
    booking, question = _both(event.booking, event.proposal)
    by_helper = question.side == HELPER
    to_helper = by_helper != (event.answer == "withdrawn")
    reader, other = booking.customer, booking.helper.person
    if to_helper:
        reader, other = other, reader
    notify(
        person=reader,
        kind=f"times_{event.answer}",
        row=row,
        values=_values(booking, question) | {"name": other.shown_name},
        path=booking.path,
    )


def _both(booking: str, proposal: str) -> tuple[Booking, TimeProposal]:
    return (
        Booking.objects.with_names().get(pk=booking),
        TimeProposal.objects.get(pk=proposal),
    )


def _values(booking: Booking, question: TimeProposal) -> dict[str, object]:
    """All that a sentence may need; nothing of the address."""
    return {
        "helper": booking.face.shown_name,
        "package": booking.package.words,
        "when": booking.starts_at,
        "until": question.answer_by,
        "times": _in_words(booking, question),
        "place": f"{booking.request.postal_code} {booking.request.place}",
    }


def _in_words(booking: Booking, question: TimeProposal) -> dict[str, str]:
    """The times as one list in each language of the brand."""
    words = {}
    for language in booking.brand.languages:
        with translation.override(language):
            listed = [
                f"{filters.day(each)}, {filters.clock(each)}" for each in question.times
            ]
            words[language] = format_list(listed, style="or", locale=filters.locale())
    return words
