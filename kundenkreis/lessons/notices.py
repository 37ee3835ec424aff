"""What people are told about articles that came from what they said."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "answer_became_article": NoticeText(
        subject=_("Your answer is now an article: {title}"),
        body=_("What you wrote helped so well that our team made an article of it: {title}. Your first name stands with it. Thank you."),
        action=_("Read it"),
    ),
}  # fmt: skip
