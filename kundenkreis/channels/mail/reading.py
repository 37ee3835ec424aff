"""What somebody wrote in a mail: without what she quotes, her signature, and what her program adds."""

import re
from email.message import EmailMessage
from html import unescape

from django.utils.html import strip_tags

# Lines with which mail programs begin what they quote, and what they add below.
_BELOW = re.compile(
    r"""^(?:
      -{2,}[ ]?(?:original|ursprüngliche|message\ d'origine|messaggio\ originale).*
    | _{10,}
    | --[ ]?                                        # a signature (RFC 3676, section 4.3)
    | .{2,120}\ (?:schrieb\ am|schrieb|wrote)\ .{0,80}:
    | (?:gesendet|von\ meinem|sent|envoyé|inviato)\ (?:von|mit|from|depuis|de|da|via)?\ ?.{0,80}(?:iphone|ipad|handy|android|outlook|gmail|mobile|samsung).{0,40}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
# Programs break this head into two or three lines.
_HEAD = re.compile(
    r"^(?:am|on|le|il) (?=.{0,80}\d).{4,200}(?:schrieb|wrote|a écrit|ha scritto).{0,120}:$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^\*?(?:von|from|de|da|gesendet|sent|envoyé|inviato)\*?:\s.*\S", re.IGNORECASE
)
_PART = re.compile(r"(?i)</?(?:p|div|br|tr|h[1-6]|li)\b[^>]*>")
_UNSEEN = re.compile(
    r"(?is)<(?:style|script|head|blockquote)\b.*?</(?:style|script|head|blockquote)\s*>"
)


def written(mail: EmailMessage) -> str:
    """Her own words; empty if there are none."""
    return own_words(_body(mail))


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if part.get_content_subtype() == "html":
        text = unescape(strip_tags(_PART.sub("\n", _UNSEEN.sub("\n", text))))
    return text.replace("\r\n", "\n").replace("\u00a0", " ")


def own_words(text: str) -> str:
    """What stands above the first quote's head or signature, without quoted lines, nested ones too.

    A head that the program has broken into two or three lines is one.
    """
    lines, kept = text.splitlines(), []
    for number, line in enumerate(lines):
        joined = (" ".join(lines[number : number + size]).strip() for size in (1, 2, 3))
        begins = any(_HEAD.match(each[:400]) for each in joined)
        if (
            begins
            or _BELOW.match(line.rstrip("\r")[:400])
            or _is_head(lines[number : number + 2])
        ):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _is_head(lines: list[str]) -> bool:
    """Outlook's block of From, Sent, To."""
    return len(lines) == 2 and all(_HEADER.match(line.strip()[:200]) for line in lines)


def attachments(mail: EmailMessage) -> list[str]:
    """Names of files that hang on it; pictures inside the text are none."""
    return [
        part.get_filename() or part.get_content_type()
        for part in mail.walk()
        if part.get_content_disposition() == "attachment"
    ]


def is_automatic(mail: EmailMessage) -> bool:
    """Holiday replies, bounces and lists (RFC 3834): nobody wrote them."""
    said = str(mail.get("Auto-Submitted", "no")).strip().lower()
    bulk = str(mail.get("Precedence", "")).strip().lower() in (
        "bulk",
        "junk",
        "list",
        "auto_reply",
    )
    return said != "no" or bulk or mail.get_content_type() == "multipart/report"
