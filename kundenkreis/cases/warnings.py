"""What is said beside a message that shows signs of a trick: calmly, to who reads it and who wrote it.

Nothing is hidden or held back: the reader decides, the writer knows why (reliability.md T5, T18).
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kundenkreis.cases.models import Message
from kundenkreis.core.signs import CONTACT


def sign_names() -> dict[str, str]:
    """What a message names, in words."""
    return {
        "remote_access": _("a program for remote access"),
        "gift_card": _("gift cards or codes"),
        "bank_details": _("bank or card details"),
        "outside": _("a deal outside this platform"),
        "phone": _("a telephone number"),
        "email": _("an e-mail address"),
        "link": _("a link"),
    }


def _advice() -> dict[str, str]:
    outside = _("What is agreed outside this platform is not insured, and we cannot give money back. Before a visit is agreed, please stay here.")  # fmt: skip
    return {
        "remote_access": _("This names a program for remote access. Nobody may ask you to install one. If you are unsure, call us first."),
        "gift_card": _("This names gift cards or codes. Nobody here is ever paid with them. Please give no codes away."),
        "bank_details": _("This is about bank or card details. Nobody here needs them. Please give none away."),
        "outside": outside,
        "phone": outside,
        "email": outside,
        "link": _("This holds a link to another website. Please type no passwords and no card numbers there."),
    }  # fmt: skip


def shown_signs(message: Message, *, agreed: bool) -> list[str]:
    """The message's signs that matter: ways to get in touch do not, once a visit is agreed."""
    return [kind for kind in message.signs if not (agreed and kind in CONTACT)]


def beside(message: Message, *, mine: bool, agreed: bool) -> Sequence[str]:
    """The sentences beside a message."""
    kinds = shown_signs(message, agreed=agreed)
    if not kinds:
        return []
    if mine:
        names = sign_names()
        sentence = _(
            "The other side reads a note beside this message, because it names: {what}."
        )
        return [sentence.format(what=", ".join(names[kind] for kind in kinds))]
    advice = _advice()
    return list(dict.fromkeys(advice[kind] for kind in kinds))
