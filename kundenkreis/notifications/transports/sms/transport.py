"""SMS: one breath, the brand's name first, the short address last."""

import phonenumbers
from django.conf import settings
from phonenumbers import PhoneNumberType

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.notifications.models import DemoMessage
from kundenkreis.notifications.socket import Message, Transport
from kundenkreis.notifications.transports.sms import gateway, letters
from kundenkreis.people.models import Person

# Where a text can be read. Many countries do not tell the two kinds of number apart.
READS = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


class SmsTransport(Transport):
    """The gateway at `settings.SMS_URL`; without one, the demo mailbox."""

    name = "sms"
    rings = True
    terse = True

    def address_of(self, person: Person) -> str:
        return mobile(person.phone)

    def deliver(self, message: Message) -> None:
        text = letters.fitted(message.brand.name, message.in_short, message.url)
        if settings.SMS_URL:
            sender = settings.SMS_FROM or message.brand.name[:11]
            gateway.send(to=message.to, text=text, sender=sender, message_id=message.id)
            return
        DemoMessage.objects.get_or_create(
            message_id=message.id,
            defaults={
                "transport": self.name,
                "to": message.to,
                "text": text,
                "at": message.at,
            },
        )


def mobile(typed: str) -> str:
    """The number as E.164, such as `+41795551010`; empty when no SMS can be read there.

    Without a country code it is one of the brand's country.
    """
    if not typed.strip():
        return ""
    country = (
        None
        if typed.strip().startswith("+")
        else Brand.objects.values_list("country", flat=True).get(pk=scope.brand_id())
    )
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.number_type(number) not in READS:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
