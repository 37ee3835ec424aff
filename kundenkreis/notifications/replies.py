"""The address to which a notice is answered: it names the notice and is signed, so nobody can guess one."""

import re
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from kundenkreis.notifications.models import Notice

_LOCAL = re.compile(r"\+([0-9a-f]{32})([0-9a-f]{20})@", re.IGNORECASE)


def _seal(pk: UUID) -> str:
    return salted_hmac("kundenkreis.reply", pk.hex, algorithm="sha256").hexdigest()[:20]


def reply_address(notice: Notice) -> str:
    """`reply+<notice><seal>@…`: at most 64 letters before the @ (RFC 5321 §4.5.3.1.1); empty: no way in."""
    name, at, domain = settings.MAIL_REPLY.partition("@")
    return f"{name[:11]}+{notice.pk.hex}{_seal(notice.pk)}{at}{domain}" if at else ""


def notice_answered(addresses: str) -> Notice | None:
    """The notice to which one of these addresses belongs; None: no address of ours, or a forged one."""
    for found in _LOCAL.finditer(addresses):
        pk = UUID(hex=found[1])
        if constant_time_compare(found[2].lower(), _seal(pk)):
            rows = Notice.across_brands.select_related("person", "event", "brand")
            return rows.filter(pk=pk).first()
    return None
