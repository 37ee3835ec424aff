"""Value added tax: the tax inside a price, and what must be said where none is charged."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kundenkreis.core.money import Money
from kundenkreis.ui import filters

POINTS = 10_000  # basis points of one whole: 8.1 % are 810


def inside(gross: int, points: int) -> int:
    """The tax inside a price, in minor units, rounded half up: `gross * r / (1 + r)`."""
    return (2 * gross * points + POINTS + points) // (2 * (POINTS + points))


def points_of(percent: str | float | Decimal | None) -> int:
    """`"8.1"` as 810; nothing as 0."""
    return int(Decimal(str(percent or 0)) * 100)


def percent_text(points: int) -> str:
    """`8.1` of 810."""
    return f"{(Decimal(points) / 100).normalize():f}"


def words(amount: Money, points: int, tax: Money) -> str:
    """How much tax is inside an amount, in words."""
    return _("Of this %(amount)s include %(percent)s %% VAT: %(tax)s.") % {
        "amount": filters.exact_money(amount), "percent": percent_text(points), "tax": filters.exact_money(tax),
    }  # fmt: skip


def note(status: str, country: str) -> str:
    """Why no tax is charged, as the supplier's country wants it said; empty where it is charged."""
    if status == "vat":
        return ""
    if status == "private":
        return _("Private person: no VAT is charged.")
    if status == "unknown":
        return _("Tax details are missing: no VAT is shown.")
    laws = {
        "CH": _("Not liable for VAT (article 10 paragraph 2 of the Swiss VAT Act)."),
        "LI": _("Not liable for VAT (article 10 paragraph 2 of the Liechtenstein VAT Act)."),
        "DE": _("Small business: no VAT is charged under section 19 of the German VAT Act (UStG)."),
        "AT": _("Small business: free of VAT under section 6 (1) 27 of the Austrian VAT Act (UStG)."),
        "FR": _("VAT not applicable, article 293 B of the French tax code (CGI)."),
        "IT": _("No VAT is charged: Italian flat-rate scheme, article 1, paragraphs 54 to 89 of law 190/2014."),
    }  # fmt: skip
    return laws.get(country, _("Small business: no VAT is charged."))
