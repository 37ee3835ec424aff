"""Documents for tests: a photo of a card, a PDF, and things that are none."""

from datetime import datetime
from io import BytesIO

from PIL import Image

from kundenkreis.brands.models import ServicePackage
from kundenkreis.helpers.models import Helper
from kundenkreis.helpers.tests.neighbours import neighbour
from kundenkreis.notifications.jobs import react
from kundenkreis.notifications.models import EventRow
from kundenkreis.people.models import Person

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def photo(width: int = 640, height: int = 400) -> bytes:
    """A JPEG with the place where it was taken inside."""
    image = Image.new("RGB", (width, height), "steelblue")
    exif = image.getexif()
    exif[0x010E] = "GEHEIM"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def unchecked(person: Person, at: datetime) -> Helper:
    """A helper about whom nothing was checked yet."""
    wifi = ServicePackage.objects.get(slug="wifi")
    return neighbour(person, wifi, at=at, verified=False)


def settle() -> None:
    """Everything that was announced is reacted to, in order, as the worker does."""
    for row in EventRow.objects.order_by("pk"):
        react(row.pk)
