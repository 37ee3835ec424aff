"""Mail: text and HTML, under the brand's name, in the reader's language."""

import smtplib
from base64 import b64encode
from email.mime.image import MIMEImage
from email.utils import formataddr
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.template import engines
from django.utils import translation

from kundenkreis.notifications.models import DemoMessage
from kundenkreis.notifications.socket import Message, Transport, Undeliverable
from kundenkreis.people.models import Person

# The name by which a mail speaks of the picture it carries.
FACE = "face@kundenkreis"
PATIENCE = 10  # seconds for one answer of the mail server


class MailTransport(Transport):
    """SMTP at `settings.MAIL_URL`; without one, the demo mailbox."""

    name = "mail"

    def address_of(self, person: Person) -> str:
        return person.reachable_at

    def deliver(self, message: Message) -> None:
        mail = compose(message)
        if settings.MAIL_URL:
            _send(mail)
        else:
            _keep(message, mail)


class _WithFace(EmailMultiAlternatives):
    """Text and picture belong together (RFC 2387)."""

    mixed_subtype = "related"


def compose(message: Message) -> EmailMultiAlternatives:
    """The mail as it goes out. Its Message-ID comes from the message's id: sent twice, mail
    programs show it once."""
    domain = settings.MAIL_FROM.partition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{message.id}@{domain}>",
        "Content-Language": message.language,
        # RFC 3834: holiday replies and bounces to notices are not wanted.
        "Auto-Submitted": "auto-generated",
    }
    mail = (_WithFace if message.picture else EmailMultiAlternatives)(
        subject=message.subject,
        body=_render("notifications/mail.txt", message),
        from_email=formataddr((message.brand.name, settings.MAIL_FROM)),
        to=[message.to],
        reply_to=[message.reply_to or message.brand.mail],
        headers=headers,
    )
    mail.attach_alternative(_render("notifications/mail.html", message), "text/html")
    if message.picture:
        mail.attach(_face(message.picture))
    return mail


def _face(picture: bytes) -> MIMEImage:
    """The picture inside the mail itself: nothing is fetched, and no link to it leaves the house."""
    part = MIMEImage(picture, "jpeg")
    part.add_header("Content-ID", f"<{FACE}>")
    part.add_header("Content-Disposition", "inline", filename="photo.jpg")
    return part


def _render(template: str, message: Message) -> str:
    paragraphs = [part.strip() for part in message.body.split("\n\n") if part.strip()]
    with translation.override(message.language):
        return str(
            engines["jinja2"]
            .get_template(template)
            .render({"message": message, "brand": message.brand, "paragraphs": paragraphs})
        )


def _backend(url: str) -> EmailBackend:
    """`smtp://user:password@host:port?starttls=1`, or `smtps://` for TLS from the start."""
    parts = urlsplit(url)
    safe = parts.scheme == "smtps"
    return EmailBackend(
        # Django 6.1 wants to know whose settings these are: ours, none of its own.
        alias="kundenkreis",
        host=parts.hostname or "localhost",
        port=parts.port or (465 if safe else 25),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parse_qs(parts.query).get("starttls") == ["1"],
        use_ssl=safe,
        timeout=PATIENCE,
    )


def _send(mail: EmailMultiAlternatives) -> None:
    try:
        _backend(settings.MAIL_URL).send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refused:
        # 5xx: this address takes no mail, ever. 4xx: later, perhaps (RFC 5321 §4.2.1).
        code = max(code for code, _ in refused.recipients.values())
        if code >= 500:
            raise Undeliverable(f"the mail server refuses the address ({code})") from None
        raise


def _keep(message: Message, mail: EmailMultiAlternatives) -> None:
    DemoMessage.objects.get_or_create(
        message_id=message.id,
        defaults={
            "transport": MailTransport.name,
            "to": message.to,
            "subject": message.subject[:200],
            "text": str(mail.body),
            "html": _with_face(str(mail.alternatives[0][0]), message.picture),
            "at": message.at,
        },
    )


def _with_face(html: str, picture: bytes) -> str:
    """The mailbox of the demo keeps no attachments: the picture stands in the page."""
    return html.replace(
        f"cid:{FACE}", f"data:image/jpeg;base64,{b64encode(picture).decode()}"
    )
