"""What a request carries once it is known who asks."""

from django_htmx.middleware import HtmxDetails

from kundenkreis.brands.request import BrandRequest
from kundenkreis.people.models import Person


class Request(BrandRequest):
    """A request from somebody or nobody. `person` may be the guest of a case key."""

    person: Person | None
    roles: set[str]
    htmx: HtmxDetails
