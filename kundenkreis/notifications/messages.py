"""From a delivery to the ready message: whom, in which language, with which full address."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kundenkreis.brands.models import Brand
from kundenkreis.notifications import registry, sentences, short_links
from kundenkreis.notifications.addresses import absolute
from kundenkreis.notifications.models import Delivery, Notice
from kundenkreis.notifications.replies import reply_address
from kundenkreis.notifications.socket import Message, Undeliverable
from kundenkreis.people import codes
from kundenkreis.people.models import SignInCode


def message_for(delivery: Delivery, *, at: datetime) -> Message:
    """The message in the reader's language, where the brand speaks it.

    :raises Undeliverable: the person cannot be reached this way any more.
    """
    if delivery.sign_in:
        return _code(delivery, delivery.sign_in, at=at)
    assert delivery.notice is not None  # the database: a delivery is of one thing
    return _notice(delivery, delivery.notice, at=at)


def spoken(brand: Brand, wanted: str) -> str:
    """The wanted language where the brand speaks it, else the brand's first."""
    return (
        wanted if wanted in brand.languages or not brand.languages else brand.languages[0]
    )


def _notice(delivery: Delivery, notice: Notice, *, at: datetime) -> Message:
    transport = registry.transport(delivery.transport)
    to = transport.address_of(notice.person)
    if not to:
        raise Undeliverable("no address any more")
    brand = delivery.brand
    language = spoken(brand, notice.person.language)
    with translation.override(language), timezone.override(brand.zone):
        written = sentences.write(notice.kind, notice.values)
    path = (
        short_links.path_of(notice, at=at)
        if transport.terse
        else registry.personal_path(notice.person, notice.path)
    )
    return Message(
        id=str(delivery.pk),
        brand=brand,
        to=to,
        language=language,
        subject=written.subject,
        body=written.body,
        short=written.short,
        action=written.action,
        url=absolute(brand, path),
        reply_to=reply_address(notice) if registry.NOTICES[notice.kind].answerable else "",
        picture=registry.picture(notice.values.get("picture", "")),
        urgent=registry.NOTICES[notice.kind].urgent,
        at=at,
    )


def _code(delivery: Delivery, code: SignInCode, *, at: datetime) -> Message:
    """Code and link in one message. The digits are made here and kept nowhere."""
    brand = delivery.brand
    language = spoken(brand, code.language)
    digits = codes.digits(code)
    with translation.override(language):
        return Message(
            id=str(delivery.pk),
            brand=brand,
            to=code.email,
            language=language,
            subject=_("{digits} is your code for {brand}").format(
                digits=digits, brand=brand.name
            ),
            body=_(
                "Type this code on the page where you asked for it. It is valid for 15 minutes.\n\n"
                "Or open the link below.\n\n"
                "You did not ask for a code? Then you need not do anything."
            ),
            action=_("Sign in"),
            url=absolute(brand, f"/sign-in/link/{codes.link_token(code)}/"),
            highlight=digits,
            at=at,
        )
