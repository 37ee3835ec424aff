"""Members hear what they get for a month, and what their points became."""

from django.utils.translation import gettext as _

from kundenkreis.brands.queries import brand_here
from kundenkreis.core.money import Money
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow
from kundenkreis.payback.events import PaybackMonthClosed, PointsRedeemed
from kundenkreis.payback.models import PaybackMonth, PaybackShare, Redemption
from kundenkreis.payback.words import in_all, month_name, number


def tell_of_month(event: PaybackMonthClosed, *, row: EventRow) -> None:
    """Everybody who gets something, with her statement."""
    month = PaybackMonth.objects.get(pk=event.month)
    shares = PaybackShare.objects.filter(month=month).select_related("person")
    for share in shares.prefetch_related("lines"):
        values = {
            "points": number(share.points),
            "month": in_all(lambda: month_name(month.month)),
            "answers": number(len(share.lines.all())),
            "worth": Money(share.points, month.currency),
        }
        notify(person=share.person, kind="payback_month", row=row, values=values, path=month.path)  # fmt: skip


def tell_of_redemption(event: PointsRedeemed, *, row: EventRow) -> None:
    """In writing: if it was somebody else, she hears of it."""
    redemption = Redemption.objects.select_related("person", "organisation").get(pk=event.redemption)  # fmt: skip
    values = {
        "points": number(redemption.points),
        "worth": redemption.money,
        "what": in_all(lambda: _what(redemption)),
        "phone": brand_here().phone,
    }
    notify(person=redemption.person, kind="points_redeemed", row=row, values=values, path="/payback/")  # fmt: skip


def _what(row: Redemption) -> str:
    if row.organisation:
        return _("We give it to {name} with the next payout. Thank you.").format(name=row.organisation.name)  # fmt: skip
    if row.way == Redemption.Way.CREDIT:
        return _("It is taken off what you pay next.")
    return _("It goes to your bank account with the next payout.")
