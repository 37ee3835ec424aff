"""What people are told about their texts."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "text_hidden": NoticeText(
        subject=_("We no longer show your text: {title}"),
        body=_(
            "A moderator looked at your text and hid it.\n\nRule: {rule}.\n\nReason: {facts}\n\nDo you see it differently? Reply to us; another person will look at it again."
        ),
        action=_("See where it stands"),
    ),
    "text_restored": NoticeText(
        subject=_("Your text is shown again: {title}"),
        body=_("We looked at it again.\n\nReason: {facts}"),
        action=_("See where it stands"),
    ),
}
