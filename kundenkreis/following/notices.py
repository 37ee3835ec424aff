"""What followers are told."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "digest": NoticeText(
        subject=_("What is new in the community ({count})"),
        body=_(
            "{lines}\n\nYou do not want these mails any more? One click, without signing in:\n{end}"
        ),
        action=_("To the questions"),
        private=True,
    ),
    "topic_question": NoticeText(
        subject=_("A new question about {topic}: {title}"),
        body=_("{author} asks:\n\n{text}\n\nDo you know what helps?"),
        action=_("Read the question"),
    ),
    "member_answered": NoticeText(
        subject=_("{author} wrote an answer: {title}"),
        body=_("{author} wrote:\n\n{text}"),
        action=_("Read the answer"),
    ),
}
