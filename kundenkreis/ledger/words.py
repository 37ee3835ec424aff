"""A movement of money in words, as its reader should hear it: customer, helper or brand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.people.models import Person


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a movement: an account's kind, whose it is, and the brand's name."""

    kind: str
    person: Person | None
    brand: str

    @property
    def name(self) -> str:
        """Who it is, in words."""
        if self.kind == "hold":
            return _("Set aside")
        return self.person.shown_name if self.person else self.brand

    def is_read_by(self, viewer: Person | None) -> bool:
        """Whether the reader is this party: "you" instead of the name."""
        return self.person is not None and self.person == viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """Money went from `source` to `target`, at this time, by this person (None: by the clock).

    `part`: of the subject, such as `extra` or `tip`; empty: the subject itself.
    `total`: minor units moved by the whole journal; `kept`: those that did not go back.
    """

    at: datetime
    kind: str
    memo: str
    part: str
    money: Money
    total: int
    kept: int
    source: Party
    target: Party
    by: Person | None

    @property
    def percent(self) -> str:
        """This line's share of what was kept, such as `15` or `14.3`."""
        share = (Decimal(self.money.amount) * 100 / self.kept).quantize(Decimal("0.1"))
        return f"{share.normalize():f}"

    def words(self, viewer: Person | None) -> str:
        """What happened, for this reader; `None` reads as the brand does."""
        if self.kind == "default":
            return _unpaid(self, viewer)
        if self.part == "tip" and self.kind in ("hold", "capture"):
            return _tipped(self, viewer)
        if self.part == "voucher" and self.target.kind in ("hold", "company"):
            return _by_voucher(self)
        return _SENTENCES[self.target.kind](self, viewer)


def _paid(line: StatementLine, viewer: Person | None) -> str:
    if line.source.kind == "receivable":
        if line.source.is_read_by(viewer):
            return _("You pay by bill after the help. Until then this is set aside.")
        return _("%(name)s pays by bill after the help. Until then this is set aside.") % {
            "name": line.source.name
        }
    if line.source.is_read_by(viewer):
        return _("You paid. The money is held until the help is done.")
    return _("%(name)s paid. The money is held until the help is done.") % {
        "name": line.source.name
    }


def _earned(line: StatementLine, viewer: Person | None) -> str:
    if line.kind == "return":
        return _("The transfer did not arrive. The money is due again.")
    yours, hers = {
        "make_good": (
            _("You receive this on top, from us."),
            _("%(name)s receives this on top."),
        ),
        "release": (
            _("The objection is decided. You receive this."),
            _("The objection is decided. %(name)s receives this."),
        ),
        "cancellation": (
            _("You receive this for the cancelled appointment."),
            _("%(name)s receives this for the cancelled appointment."),
        ),
    }.get(
        line.kind,
        (
            _("The help is done. You receive this."),
            _("The help is done. %(name)s receives this."),
        ),
    )
    return yours if line.target.is_read_by(viewer) else hers % {"name": line.target.name}


def _tipped(line: StatementLine, viewer: Person | None) -> str:
    if line.target.kind == "hold":
        if line.source.is_read_by(viewer):
            return _("You give a tip.")
        return _("%(name)s gives a tip.") % {"name": line.source.name}
    if line.target.is_read_by(viewer):
        return _("A tip for you, all of it.")
    return _("A tip for %(name)s, all of it.") % {"name": line.target.name}


def _by_voucher(line: StatementLine) -> str:
    if line.target.kind == "hold":
        return _("A voucher of %(brand)s pays this.") % {"brand": line.source.name}
    return _("This part of the voucher was not needed.")


def _commission(line: StatementLine, viewer: Person | None) -> str:
    names = {"name": line.target.name, "percent": line.percent}
    if line.kind == "cancellation" and line.money.amount == line.kept:
        return _("%(name)s keeps this for the cancelled appointment.") % names
    return _("Commission of %(percent)s %% for %(name)s.") % names


def _owed_less(line: StatementLine, viewer: Person | None) -> str:
    if line.kind == "payment":
        if line.target.is_read_by(viewer):
            return _("You paid this of your bill.")
        return _("%(name)s paid this of the bill.") % {"name": line.target.name}
    if line.target.is_read_by(viewer):
        return _("You need not pay this.")
    return _("%(name)s need not pay this.") % {"name": line.target.name}


def _back(line: StatementLine, viewer: Person | None) -> str:
    if line.kind == "reimbursed" and line.source.kind == "goodwill":
        return _("%(brand)s gives this back to %(name)s.") % {
            "brand": line.source.name,
            "name": line.target.name,
        }
    if line.kind == "chargeback":
        return _charged_back(line, viewer)
    if line.source.kind == "credit":
        if line.target.is_read_by(viewer):
            return _("You get this back from your credit.")
        return _("%(name)s gets this back from the credit.") % {"name": line.target.name}
    if line.memo == "paid_late":
        if line.target.is_read_by(viewer):
            return _("You get this back: it was paid too late or twice.")
        return _("%(name)s gets this back: it was paid too late or twice.") % {
            "name": line.target.name
        }
    if line.target.is_read_by(viewer):
        return _("You get this back.")
    return _("%(name)s gets this back.") % {"name": line.target.name}


def _won_back(line: StatementLine, viewer: Person | None) -> str:
    return _("The bank decided for us. %(brand)s has this again.") % {"brand": line.target.name}  # fmt: skip


def _charged_back(line: StatementLine, viewer: Person | None) -> str:
    if line.target.is_read_by(viewer):
        return _("Your bank gave you this back. %(brand)s bears it.") % {"brand": line.source.name}  # fmt: skip
    return _("The bank of %(name)s took this back. %(brand)s bears it.") % {
        "name": line.target.name, "brand": line.source.name
    }  # fmt: skip


def _credited(line: StatementLine, viewer: Person | None) -> str:
    if line.target.is_read_by(viewer):
        return _("You have this as a credit. It is taken off what you pay next.")
    return _("%(name)s has this as a credit.") % {"name": line.target.name}


def _unpaid(line: StatementLine, viewer: Person | None) -> str:
    if line.target.is_read_by(viewer):
        return _("Your payment did not arrive. Please pay this by bill.")
    return _("The payment of %(name)s did not arrive. It is billed.") % {
        "name": line.target.name
    }


def _frozen(line: StatementLine, viewer: Person | None) -> str:
    return _("This waits until the objection is decided.")


def _reserved(line: StatementLine, viewer: Person | None) -> str:
    return _("This is set aside for the next transfer.")


def _transferred(line: StatementLine, viewer: Person | None) -> str:
    if line.target.is_read_by(viewer):
        return _("This was sent to your bank account.")
    return _("This was sent to the bank account of %(name)s.") % {"name": line.target.name}


_SENTENCES: dict[str, Callable[[StatementLine, Person | None], str]] = {
    "hold": _paid,
    "payable": _earned,
    "commission": _commission,
    "funding": _back,
    "receivable": _owed_less,
    "company": _back,
    "disputed": _frozen,
    "transit": _reserved,
    "bank": _transferred,
    "credit": _credited,
    "goodwill": _back,
    "contested": _won_back,
}
