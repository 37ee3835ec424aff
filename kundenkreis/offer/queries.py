"""Reads for the pages of the offer."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from kundenkreis.brands.models import PackagePrice, ServicePackage, Topic
from kundenkreis.core.refusal import NotFound
from kundenkreis.helpers.models import HelperPackage
from kundenkreis.notifications.models import EventRow

NEWEST = 20


def services() -> QuerySet[ServicePackage]:
    """All of them: what is offered first, in the brand's order."""
    rows = ServicePackage.objects.select_related("brand")
    return rows.order_by("withdrawn_at", "position", "slug")


def service(slug: str) -> ServicePackage:
    """The service of this name.

    :raises NotFound: there is none.
    """
    row = services().filter(slug=slug).first()
    if row is None:
        raise NotFound("not_found", _("There is no such entry."))
    return row


def prices(row: ServicePackage) -> list[PackagePrice]:
    """What it cost, costs and will cost, newest first; those taken back are left out."""
    return list(row.prices.filter(taken_back_at=None))


def doing(row: ServicePackage) -> int:
    """How many helpers do it."""
    return HelperPackage.objects.filter(package=row).count()


def topics() -> QuerySet[Topic]:
    """All topics; `steps`: how many stages its own order has, 0 without one."""
    return Topic.objects.annotate(steps=Count("ladder"))


def topics_with_order() -> QuerySet[Topic]:
    """Those with an order of their own."""
    return Topic.objects.filter(ladder__isnull=False).distinct()


def changes(noun: str, about: str) -> list[EventRow]:
    """What was changed about it, newest first, with who made it."""
    rows = EventRow.objects.filter(name="terms_set", payload__noun=noun, payload__about=about)  # fmt: skip
    return list(rows.select_related("by").order_by("-at", "-id")[:NEWEST])
