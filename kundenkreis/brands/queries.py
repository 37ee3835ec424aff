"""Finding the brand that a request is for."""

from django.conf import settings

from kundenkreis.brands.models import Brand


def brand_for_host(host: str) -> Brand | None:
    """The brand that answers at this host name (without port), else the installation's default."""
    open_brands = Brand.objects.filter(closed_at__isnull=True)
    return (
        open_brands.filter(hosts__contains=[host.split(":", maxsplit=1)[0].lower()]).first()
        or (
            settings.DEFAULT_BRAND
            and open_brands.filter(slug=settings.DEFAULT_BRAND).first()
        )
        or open_brands.order_by("id").first()
    )


def brand_named(slug: str) -> Brand | None:
    """The open brand with this short name."""
    return Brand.objects.filter(slug=slug, closed_at__isnull=True).first()
