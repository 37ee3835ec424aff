"""Beginning a pause, and ending it early."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed
from kundenkreis.core.transactions import one_transaction
from kundenkreis.pauses.events import PauseChanged, PauseOver
from kundenkreis.pauses.models import Pause
from kundenkreis.people.models import Person


@one_transaction
def begin(*, until: datetime, by: Person, at: datetime) -> Pause:
    """She is left in peace from now until then; a pause that lasts is made longer or shorter.

    :raises NotAllowed: without an account. :raises Invalid: `bad_day`: over already, or more than a year.
    """
    if by.is_guest:
        raise NotAllowed("no_account", _("Please sign in first."))
    if not at < until <= at + timedelta(days=Pause.LONGEST_DAYS):
        sentence = _("Please choose a day within the next year.")
        raise Invalid("bad_day", sentence, {"until": sentence})
    last = _last(by)
    if last and last.until > at:
        last.until = until
        last.save(update_fields=["until"])
    else:
        Pause.objects.filter(person=by, is_last=True).update(is_last=False)
        last = Pause.objects.create(person=by, begins_at=at, until=until)
    announce(PauseChanged(person=str(by.pk), until=until.isoformat()), by=by, at=at)
    return last


@one_transaction
def end(*, by: Person, at: datetime) -> None:
    """She takes part again. Twice is once."""
    last = _last(by)
    if last and last.until > at:
        last.until = at
        last.save(update_fields=["until"])
        announce(PauseChanged(person=str(by.pk), until=""), by=by, at=at)
        note_over(last, by=by, at=at)


@one_transaction
def note_over(pause: Pause, *, by: Person | None = None, at: datetime) -> bool:
    """Its time is over: the rooms hear of it, once. False: it lasts, or they know."""
    last = _last(pause.person)
    if last is None or last.pk != pause.pk or last.until > at or last.over_at:
        return False
    last.over_at = at
    last.save(update_fields=["over_at"])
    announce(PauseOver(person=str(last.person_id), since=last.begins_at.isoformat()), by=by, at=at)  # fmt: skip
    return True


def _last(person: Person) -> Pause | None:
    """Her row first: two changes at once wait for one another."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return Pause.objects.filter(person=person, is_last=True).first()
