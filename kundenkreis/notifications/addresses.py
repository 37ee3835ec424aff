"""Full addresses for mails and letters, where no page tells the host."""

from urllib.parse import urlsplit

from django.conf import settings

from kundenkreis.brands.models import Brand


def absolute(brand: Brand, path: str) -> str:
    """`https://host/path` at the brand's own host: BASE_URL where that is one of the brand's
    hosts or it has none, else its first host with the scheme and port of BASE_URL."""
    base = urlsplit(settings.BASE_URL)
    if not brand.hosts or base.hostname in brand.hosts:
        return settings.BASE_URL.rstrip("/") + path
    port = f":{base.port}" if base.port else ""
    return f"{base.scheme}://{brand.hosts[0]}{port}{path}"
