"""What this room keeps about a person, and how it forgets."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kundenkreis.core import scope
from kundenkreis.ledger.models import Account
from kundenkreis.payback import actions
from kundenkreis.payback.models import PaybackLine, PaybackShare, Redemption
from kundenkreis.people.models import Person
from kundenkreis.people.socket import PersonalData
from kundenkreis.ui.filters import whole


class PaybackData(PersonalData):
    tables = ("PaybackTerms", "PaybackShare", "Organisation", "Redemption")

    def export(self, person: Person) -> dict[str, Any]:
        """All statements, line by line, and what her points became."""
        shares = PaybackShare.objects.filter(person=person).order_by("month__month")
        lines = PaybackLine.objects.filter(share__person=person).order_by("answered_at")
        redeemed = Redemption.objects.filter(person=person).order_by("at")
        return {
            "payback": list(shares.values("month__month", "points", "fixed", "quality")),
            "payback_lines": list(
                lines.values("title", "answered_at", "givers", "solved", "novelty", "weight", "points")
            ),
            "redemptions": list(redeemed.values("way", "organisation__name", "points", "currency", "at")),
        }  # fmt: skip

    def forget(self, person: Person, *, at: datetime) -> None:
        """What is left lapses; the books stay and are nameless with her."""
        left = Account.across_brands.filter(owner=person, kind=Account.Kind.POINTS, balance__gt=0)  # fmt: skip
        for brand in left.values_list("brand", flat=True):
            with scope.inside(brand):
                actions.lapse(person, by=None, at=at)

    def worth(self, person: Person) -> str:
        """At every brand: an erasure erases at all of them. Only the person herself is told, never a brand of another."""
        left = Account.across_brands.filter(owner=person, kind=Account.Kind.POINTS, balance__gt=0)  # fmt: skip
        rows = left.select_related("brand").order_by("brand__name")
        return " ".join(_worth(row, here=row.brand_id == scope.brand_id()) for row in rows)

    def keep_until(self, person: Person) -> tuple[timedelta, str] | None:
        """Vouchers of the books: ten years (Art. 958f OR; § 147 AO)."""
        if not PaybackShare.across_brands.filter(person=person).exists():
            return None
        return timedelta(days=3653), _(
            "The law asks for accounts to be kept for ten years."
        )


def _worth(account: Account, *, here: bool) -> str:
    points = account.balance
    if here:
        return ngettext(
            "You have {points} point. It lapses. Redeem it first, if you like.",
            "You have {points} points. They lapse. Redeem them first, if you like.",
            points,
        ).format(points=whole(points))
    return ngettext(
        "At {brand} you have {points} point. It lapses too.",
        "At {brand} you have {points} points. They lapse too.",
        points,
    ).format(brand=account.brand.name, points=whole(points))
