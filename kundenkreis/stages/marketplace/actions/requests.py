"""The wish for a visit: asked for, filled in page by page, given up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import ServicePackage
from kundenkreis.cases import actions as cases
from kundenkreis.cases.models import Attempt, Case
from kundenkreis.core import text as texts
from kundenkreis.core.events import announce
from kundenkreis.core.refusal import Invalid, NotAllowed, Refused
from kundenkreis.core.statements import asked, insert, update
from kundenkreis.core.transactions import one_transaction
from kundenkreis.firms.models import Firm
from kundenkreis.helpers import queries as helpers
from kundenkreis.helpers.models import Helper, HelperPackage
from kundenkreis.people.actions import address as mail_address
from kundenkreis.people.actions import hold_trust
from kundenkreis.people.models import Person
from kundenkreis.people.queries import is_staff
from kundenkreis.stages.marketplace import pace, terms
from kundenkreis.stages.marketplace.events import RequestOpened
from kundenkreis.stages.marketplace.models import Address, Request
from kundenkreis.stages.marketplace.pace import Window
from kundenkreis.vouchers import queries as vouchers
from kundenkreis.vouchers.actions import find as find_voucher


@one_transaction
def ask(
    case: Case,
    *,
    package: ServicePackage | None = None,
    postal_code: str = "",
    note: str | None = None,
    by: Person,
    at: datetime,
) -> Request:
    """A visit is wished for; what was said for an earlier one of this case need not be said again.

    :raises NotAllowed: anyone but the customer, her trusted person, or staff for her.
    :raises Refused: `case_closed`, and as `choose`.
    """
    request = held_for(case, by=by, at=at)
    more: Any = {"package": package, "postal_code": postal_code, "note": note}
    choose(request, **more, held=True, by=by, at=at)
    request.save()
    return request


def held_for(case: Case, *, by: Person, at: datetime) -> Request:
    """The wish under way for this case, or a new one: locked until this transaction ends.

    :raises NotAllowed, Refused: as `ask`.
    """
    case = _case_held(case.pk)[0]
    trusted = hold_trust(by, case.customer_id, case=case.pk)
    staff = by.pk != case.customer_id and is_staff(by, at=at)
    if not terms.may_order(by, case, staff=staff, trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    rows = _wishes_held(case)
    under_way = [row for row in rows if not row.closed_at]
    request = under_way[0] if under_way else _opened(case, rows[:1], by=by, at=at)
    _still_open(request)
    request.case = case
    return request


@asked
def _case_held(pk: UUID) -> QuerySet[Case]:
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("customer").filter(pk=pk)


@asked
def _wishes_held(case: Case) -> QuerySet[Request]:
    rows = Request.objects.filter(case=case).order_by("-opened_at")
    return rows.select_for_update(of=("self",), no_key=True)


def _locked(rows: QuerySet[Request]) -> QuerySet[Request]:
    """Nobody else changes them meanwhile; what points at them may still come."""
    return rows.select_for_update(of=("self",), no_key=True).select_related("brand")


def _opened(case: Case, before: Sequence[Request], *, by: Person, at: datetime) -> Request:
    if not case.is_open:
        raise Refused("case_closed", _("This case is closed. Open it again first."))
    request = Request(case=case, opened_at=at, opened_by=by)
    insert(request)
    for earlier in before:
        _carry_over(earlier, request, at=at)
    announce(RequestOpened(request=str(request.pk), case=str(case.pk)), by=by, at=at)
    return request


@one_transaction
def choose(
    request: Request,
    *,
    package: ServicePackage | None = None,
    postal_code: str = "",
    helper: Helper | None = None,
    firm: Firm | None = None,
    starts_at: datetime | None = None,
    windows: Sequence[Window] = (),
    replace_missing: bool | None = None,
    second_person: bool | None = None,
    address: dict[str, str] | None = None,
    note: str | None = None,
    held: bool = False,
    by: Person,
    at: datetime,
) -> Request:
    """One more thing about the wish is known. What is left out stays.

    Either a helper with a time (`firm`: any technician of it, she is who is free), or one to three windows for whoever can come first.
    `held`: the row came from `held_for`; the caller saves what was chosen.

    :raises Invalid: `unknown_postal_code`, `empty`, `bad_email`, `bad_windows`.
    :raises Refused: `wrong_state`.
    """
    if not held:
        request = _locked(Request.objects.filter(pk=request.pk)).get()
        _still_open(request)
    _serve(request, package)
    if postal_code:
        place = helpers.postal_code(postal_code, country=request.brand.country)
        request.postal_code, request.place = place.code, place.place
        request.lat, request.lng = place.lat, place.lng
    if helper and starts_at and request.package:
        request.helper, request.firm, request.starts_at = helper, firm, starts_at
        # A firm asks the package's own price, whoever of it comes.
        request.price = request.package.price if firm else price_of(helper, request.package)
        request.windows = []
    if windows and request.package:
        request.windows = pace.windows(windows, at=at)
        request.helper, request.firm, request.starts_at = None, None, None
        request.price = request.package.price
    _ticked(request, replace_missing=replace_missing, second_person=second_person)
    if note is not None:
        request.note = texts.tidy(note)[:1000]
    if not held:
        update(request)
    if address is not None:
        _write_address(request, address)
    return request


def _serve(request: Request, package: ServicePackage | None) -> None:
    """What was chosen for another package does not hold for this one."""
    if package and package.pk != request.package_id:
        request.package, request.helper, request.starts_at, request.price = package, None, None, None  # fmt: skip
        request.firm, request.windows = None, []


def _ticked(request: Request, **wishes: bool | None) -> None:
    """Her yes or no to each; what was not asked stays."""
    for name, wish in wishes.items():
        if wish is not None:
            setattr(request, name, wish)


def use_voucher(request: Request, *, code: str, by: Person, at: datetime) -> Request:
    """The code of a voucher she wants to use for the order; empty: none.

    A code that there is not counts although it is refused: a transaction around must be committed.

    :raises NotAllowed: anyone but the customer, who books for her, or staff.
    :raises Invalid, Refused, TooMany: as `vouchers.find`. :raises Refused: `wrong_state`.
    """
    case = request.case
    trusted = hold_trust(by, case.customer_id, case=case.pk)
    if not terms.may_order(by, case, staff=is_staff(by, at=at), trusted=trusted):
        raise NotAllowed("not_yours", _("Only the customer can decide this."))
    _still_open(request)
    request.voucher = find_voucher(code, package=request.package, person=case.customer, by=by, at=at) if code.strip() else None  # fmt: skip
    request.save(update_fields=["voucher"])
    return request


@one_transaction
def expire_request(request: Request, *, by: None = None, at: datetime) -> Request:
    """Nobody went on with it."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    if request.state == Request.State.OPEN:
        finish(request, Request.State.EXPIRED, at=at)
        _drop_attempt(request, by=None, at=at)
    return request


def offered(request: Request, *, held: bool = False) -> None:
    """A helper is being asked. `held`: what was chosen is saved with it."""
    request.state = Request.State.OFFERED
    update(request, *([] if held else ["state"]))


def open_again(request: Request) -> None:
    """The helper said no, or nothing: the customer may choose another one."""
    if request.state == Request.State.OFFERED:
        request.state = Request.State.OPEN
        request.helper, request.firm, request.starts_at, request.price = None, None, None, None  # fmt: skip
        request.windows = []
        request.save(update_fields=["state", "helper", "firm", "starts_at", "price", "windows"])  # fmt: skip


def finish(request: Request, state: Request.State, *, at: datetime) -> None:
    """Accepted, expired or withdrawn."""
    if request.state in (Request.State.OPEN, Request.State.OFFERED):
        request.state, request.closed_at = state, at
        request.save(update_fields=["state", "closed_at"])


def price_of(helper: Helper, package: ServicePackage) -> int:
    """What this helper's visit costs, in minor units."""
    own = _own_price(helper, package)
    return package.price if not own or own[0] is None else own[0]


@asked
def _own_price(helper: Helper, package: ServicePackage) -> QuerySet[Any, Any]:
    rows = HelperPackage.objects.filter(helper=helper, package=package)
    return rows.order_by("pk").values_list("price", flat=True)[:1]


def _drop_attempt(request: Request, *, by: Person | None, at: datetime) -> None:
    """The attempt that only stood for the wish ends; the booking has one of its own."""
    for attempt in _tries(request.case_id, f"request:{request.pk}"):
        cases.withdraw_attempt(attempt, by=by, at=at)


@asked
def _tries(case: UUID, subject: str) -> QuerySet[Attempt]:
    rows = Attempt.objects.open().filter(case=case, subject=subject)
    return rows.filter(stage="marketplace").order_by("pk")


def booked(request: Request, *, held: bool = False, by: Person, at: datetime) -> None:
    """The wish has become a booking, which has its own attempt. `held`: as in `offered`."""
    offered(request, held=held)
    _drop_attempt(request, by=by, at=at)


def _still_open(request: Request) -> None:
    if request.state != Request.State.OPEN:
        raise Refused(
            "wrong_state", _("A helper is asked already. You see it on your case.")
        )


def _write_address(request: Request, given: dict[str, str]) -> None:
    required = {
        "street": (120, _("Please give street and house number.")),
        "name": (80, _("Please give a name for the bell.")),
        "phone": (30, _("Please give a telephone number, so that the helper can call.")),
    }
    missing = {
        field: sentence
        for field, (_most, sentence) in required.items()
        if not texts.tidy(given.get(field, ""))
    }
    if missing:
        raise Invalid("empty", next(iter(missing.values())), missing)
    email = given.get("email", "").strip()
    values = {
        field: texts.tidy(given[field])[:most] for field, (most, _s) in required.items()
    }
    values["details"] = texts.tidy(given.get("details", ""))[:200]
    values["email"] = mail_address(email) if email else ""
    row = Address(request=request, **values)
    if not insert(row, unless_there=True):
        update(row, *values)


def _carry_over(before: Request, request: Request, *, at: datetime) -> None:
    for field in (
        "package",
        "postal_code",
        "place",
        "lat",
        "lng",
        "note",
        "replace_missing",
        "second_person",
    ):
        setattr(request, field, getattr(before, field))
    who = request.case.customer
    if before.voucher and vouchers.is_redeemable(before.voucher, package=before.package, person=who, at=at):  # fmt: skip
        request.voucher = before.voucher
    request.save()
    old = Address.objects.filter(request=before).first()
    if old:
        Address.objects.create(request=request, **old.as_given)
