"""What time it is. Only doors ask; actions are told (`at=`)."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, with its zone."""
    return timezone.now()
