"""What happens by time."""

from datetime import datetime, timedelta

from kundenkreis.notifications.models import DemoMessage, Heartbeat


def tidy(*, at: datetime) -> None:
    """Workers silent for a day are gone; the demo mailbox keeps 30 days."""
    Heartbeat.objects.filter(at__lt=at - timedelta(days=1)).delete()
    DemoMessage.objects.filter(at__lt=at - timedelta(days=30)).delete()
