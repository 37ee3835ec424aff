"""The SDK, loaded when it is first needed (it takes most of a second), and its troubles in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings

from kundenkreis.ledger.socket import DifferentStep, ProviderDown

if TYPE_CHECKING:
    from stripe import StripeClient

log = structlog.get_logger(__name__)


def is_set_up() -> bool:
    """Both keys are known, and the extra `stripe` is installed."""
    keys = settings.STRIPE_SECRET_KEY and settings.STRIPE_WEBHOOK_SECRET
    return bool(keys) and find_spec("stripe") is not None


def client() -> "StripeClient":
    """Stripe, with a limit to our patience."""
    return _client(
        settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE, settings.STRIPE_TIMEOUT
    )


@lru_cache(maxsize=4)
def _client(key: str, base: str, timeout: float) -> "StripeClient":
    import stripe

    http = stripe.RequestsClient(timeout=timeout)
    addresses: Any = {"api": base} if base else {}
    return stripe.StripeClient(
        key, base_addresses=addresses, http_client=http, max_network_retries=1
    )


@contextmanager
def asking() -> Iterator[None]:
    """What Stripe cannot do now is `ProviderDown`; a key used for something else, `DifferentStep`.

    Anything else it refuses we do not understand: nothing of ours moves, and a step stays owed.
    """
    import stripe

    try:
        yield
    except stripe.IdempotencyError as trouble:
        raise DifferentStep(str(trouble)) from None
    except stripe.StripeError as trouble:
        log.warning("stripe_trouble", kind=type(trouble).__name__, code=trouble.code)
        raise ProviderDown from None
