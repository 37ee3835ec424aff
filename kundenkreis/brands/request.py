"""What a request carries once the brand is known."""

from datetime import datetime

from django.http import HttpRequest

from kundenkreis.brands.models import Brand


class BrandRequest(HttpRequest):
    """A request inside a brand."""

    brand: Brand
    at: datetime
