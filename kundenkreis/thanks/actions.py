"""Writing words of thanks; thanking, by hand or by chance."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.brands.queries import brand_here
from kundenkreis.core import scope
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.language import LANGUAGES
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.transactions import one_transaction
from kundenkreis.people.models import Person, Role
from kundenkreis.people.queries import holds
from kundenkreis.thanks import chance, queries
from kundenkreis.thanks.events import MemberThanked, ThanksTextWritten
from kundenkreis.thanks.models import Thanks, ThanksText
from kundenkreis.thanks.queries import Thankable

MOST = 600


@one_transaction
def write(*, words: str, language: str, by: Person, at: datetime) -> ThanksText:
    """Words in her own name, for whoever chance chooses. Nobody else and no machine writes them.

    :raises NotAllowed: not a manager. :raises Invalid: no words, an amount in them, `unknown_language`.
    """
    _only_managers(by, at)
    if language not in LANGUAGES:
        sentence = _("Please choose one.")
        raise Invalid("unknown_language", sentence, {"language": sentence})
    row = ThanksText.objects.create(
        words=_plain(words), language=language, written_by=by, written_at=at
    )
    announce(ThanksTextWritten(text=row.pk), by=by, at=at)
    return row


@one_transaction
def take_back(text: ThanksText, *, by: Person, at: datetime) -> ThanksText:
    """These words are used no more. Twice is once.

    :raises NotAllowed: not a manager.
    """
    _only_managers(by, at)
    row = ThanksText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        announce(ThanksTextWritten(text=row.pk), by=by, at=at)
    return row


@one_transaction
def thank(person: Person, *, words: str, by: Person, at: datetime) -> Thanks:
    """A manager thanks a member in her own words, for what came of it lately.

    :raises NotAllowed: not a manager. :raises NotFound: nothing came of what she did lately.
    :raises Invalid: no words, or an amount in them. :raises Refused: `thanked_lately`.
    """
    _only_managers(by, at)
    words = _plain(words)
    _line(person)
    if Thanks.objects.filter(person=person, spared__contains=at).exists():
        sentence = _("This member was thanked within the last eight weeks.")
        raise Refused("thanked_lately", sentence, {"words": sentence})
    found = queries.thankable_one(person.pk, at=at)
    return _thanked(found, words, writer=by, by_chance=False, by=by, at=at)


@one_transaction
def thank_by_chance(
    found: Thankable, *, by: Person | None, at: datetime
) -> Thanks | None:  # fmt: skip
    """Words of the team in her language, chosen by chance. None: there are none, or she was thanked meanwhile."""
    person, month = found.person, at.astimezone(brand_here().zone).date()
    rows = [row for row in queries.texts(person.language) if row.written_by_id != person.pk]
    if not rows:
        return None
    _line(person)
    if Thanks.objects.filter(person=person, spared__contains=at).exists():
        return None
    text = rows[chance.choice_of(scope.brand_id(), str(person.pk), month, len(rows))]
    return _thanked(found, text.words, writer=text.written_by, by_chance=True, by=by, at=at)


def _thanked(
    found: Thankable, words: str, *, writer: Person, by_chance: bool, by: Person | None, at: datetime
) -> Thanks:  # fmt: skip
    # Eight weeks of hours, whatever the clocks do meanwhile.
    since = at.astimezone(UTC)
    row = Thanks.objects.create(
        person=found.person, by=writer, words=words, why=found.outcome.title, path=found.outcome.path,
        by_chance=by_chance, at=at, spared=TimestamptzRange(since, since + Thanks.WEEKS),
    )  # fmt: skip
    announce(MemberThanked(thanks=row.pk, person=str(found.person.pk)), by=by, at=at)
    return row


def _only_managers(by: Person, at: datetime) -> None:
    if not holds(by, Role.Kind.MANAGER, at=at):
        raise NotAllowed("not_manager", _("Only managers can change this."))


def _plain(words: str) -> str:
    """No figures: thanks are for nothing that can be counted or paid."""
    said = texts.required(words, field="words", most=MOST)
    if any(letter.isdigit() for letter in said):
        sentence = _("Please thank without numbers and amounts.")
        raise Invalid("has_numbers", sentence, {"words": sentence})
    return said


def _line(person: Person) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
