"""Who belongs to which firm, and who speaks for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from psycopg.types.range import TimestamptzRange

from kundenkreis.core.refusal import NotFound
from kundenkreis.core.statements import among, asked
from kundenkreis.firms.models import Firm, FirmDispatcher, FirmInvitation, FirmMember
from kundenkreis.helpers.models import Helper
from kundenkreis.people.models import Person


def firm_for(person: Person | None) -> Firm:
    """The firm this person dispatches for.

    :raises NotFound: none here.
    """
    rows = (
        FirmDispatcher.objects.all().current().select_related("firm__person", "firm__brand")
    )
    row = rows.filter(person=person).first() if person else None
    if not row:
        raise NotFound("not_found", _("There is no such firm here."))
    return row.firm


def firm_with(pk: UUID | str) -> Firm:
    """The firm with this id, for the brand's managers.

    :raises NotFound: there is none here.
    """
    found = Firm.objects.select_related("person").filter(pk=pk).first()
    if not found:
        raise NotFound("not_found", _("There is no such firm here."))
    return found


def dispatches(person: Person | None, firm: UUID | None) -> bool:
    """Whether this person speaks for the firm now."""
    if person is None or firm is None:
        return False
    return FirmDispatcher.objects.all().current().filter(person=person, firm=firm).exists()


def dispatched_by(persons: Iterable[Person], *, firm: str) -> Exists:
    """For querysets: one of these persons dispatches for the row's firm. `firm` names the row's column."""
    rows = FirmDispatcher.objects.all().current()
    return Exists(rows.filter(person__in=list(persons), firm=OuterRef(firm)))


def dispatched(by: Person, *, firm: str) -> Exists:
    """The same of one person; may be asked of a blank."""
    rows = FirmDispatcher.objects.all().current()
    return Exists(rows.filter(person=by, firm=OuterRef(firm)))


def spoken_for(by: Person, *, person: str) -> Exists:
    """The same of one person; may be asked of a blank."""
    rows = FirmDispatcher.objects.all().current()
    return Exists(rows.filter(person=by, firm__person=OuterRef(person)))


def spoken_for_by(persons: Iterable[Person], *, person: str) -> Exists:
    """For querysets: the row's person is a firm for which one of these speaks. `person` names the row's column."""
    rows = FirmDispatcher.objects.all().current()
    return Exists(rows.filter(person__in=list(persons), firm__person=OuterRef(person)))


def speaks_for(by: Person, person: Person) -> bool:
    """Whether `by` speaks for a firm's account in the books."""
    rows = FirmDispatcher.objects.all().current()
    return rows.filter(person=by, firm__person=person).exists()


def dispatchers_of(firm: Firm) -> list[Person]:
    """Who speaks for the firm now."""
    rows = FirmDispatcher.objects.all().current().filter(firm=firm)
    return [row.person for row in rows.select_related("person").order_by("since")]


def firm_of(helper: Helper, *, at: datetime) -> Firm | None:
    """For which firm the helper works at this brand then."""
    row = FirmMember.objects.all().current(at).filter(helper=helper).select_related("firm__person").first()  # fmt: skip
    return row.firm if row else None


def firms_of(helpers: Sequence[UUID], *, at: datetime) -> Mapping[UUID, Firm]:
    """The firm of each of these helpers, by helper; who works alone is left out."""
    return {row.helper_id: row.firm for row in _members(list(helpers), at)}


@asked
def _members(helpers: list[UUID], at: datetime) -> QuerySet[FirmMember]:
    rows = FirmMember.objects.all().current(at).filter(among("helper", helpers))
    return rows.select_related("firm__person")


def firm_during(helper: Helper, visit: TimestamptzRange) -> Firm | None:
    """The firm she works for throughout this time."""
    row = _membership.first(helper, visit)
    return row.firm if row else None


@asked
def _membership(helper: Helper, visit: TimestamptzRange) -> QuerySet[FirmMember]:
    rows = FirmMember.objects.filter(helper=helper, during__contains=visit)
    return rows.select_related("firm__person").order_by("pk")[:1]


def technicians(firm: Firm, *, at: datetime) -> list[Helper]:
    """Who works for the firm now, by name."""
    rows = (
        FirmMember.objects.all()
        .current(at)
        .filter(firm=firm)
        .select_related("helper__person")
    )
    return sorted((row.helper for row in rows), key=lambda helper: helper.person.name)


def technician(firm: Firm, pk: UUID | str, *, at: datetime) -> Helper:
    """One of the firm's technicians.

    :raises NotFound: she is none of this firm now.
    """
    rows = FirmMember.objects.all().current(at).filter(firm=firm, helper_id=pk)
    row = rows.select_related("helper__person").first()
    if not row:
        raise NotFound("not_found", _("This technician is not one of your firm."))
    return row.helper


def any_here() -> bool:
    """Whether this brand works with firms at all."""
    return bool(_one_here())


@asked
def _one_here() -> QuerySet[Firm, UUID]:
    return Firm.objects.order_by().values_list("pk", flat=True)[:1]


def invitation_for(helper: Helper, pk: UUID | str) -> FirmInvitation:
    """An invitation to this helper.

    :raises NotFound: to somebody else, or none.
    """
    rows = FirmInvitation.objects.select_related("firm__person", "helper__person")
    row = rows.filter(pk=pk, helper=helper).first()
    if not row:
        raise NotFound("not_found", _("There is no such invitation."))
    return row


def open_invitations(*, helper: Helper | None = None, firm: Firm | None = None) -> list[FirmInvitation]:  # fmt: skip
    """What nobody has answered yet, to this helper or by this firm."""
    rows = FirmInvitation.objects.filter(answered_at__isnull=True).select_related("firm", "helper__person")  # fmt: skip
    rows = rows.filter(helper=helper) if helper else rows
    rows = rows.filter(firm=firm) if firm else rows
    return list(rows.order_by("asked_at"))


def all_firms(*, at: datetime) -> list[tuple[Firm, list[Person], list[Helper]]]:
    """Each firm of the brand with its dispatchers and technicians, by name; three statements."""
    firms = list(Firm.objects.order_by("name"))
    speakers = (
        FirmDispatcher.objects.all().current().select_related("person").order_by("since")
    )
    members = FirmMember.objects.all().current(at).select_related("helper__person")
    who, works = list(speakers), list(members)
    return [
        (
            firm,
            [row.person for row in who if row.firm_id == firm.pk],
            [row.helper for row in works if row.firm_id == firm.pk],
        )
        for firm in firms
    ]
