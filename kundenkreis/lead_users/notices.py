"""What lead users are told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "lead_user_invited": NoticeText(
        subject=_("We would like to work with you"),
        body=_("You said that we may look at what you wrote. We would like to invite you.\n\n{reason}"),
        action=_("Read more and answer"),
        private=True,
    ),
    "lead_user_not_now": NoticeText(
        subject=_("Not this time"),
        body=_("You said that we may look at what you wrote. We do not invite you this time.\n\n{reason}"),
        action=_("See what counted"),
        private=True,
    ),
    "lead_post": NoticeText(
        subject=_("News in your circle: {title}"),
        body=_("There is a new word in the private space. Only members of the circle can read it."),
        action=_("Read it"),
        private=True,
    ),
}  # fmt: skip
