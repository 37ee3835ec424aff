"""What editors and authors are told about articles."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "revision_sent": NoticeText(
        subject=_("Please review: {title}"),
        body=_("{author} has written a text and asks for a review: {title}"),
        action=_("Read the text"),
    ),
    "revision_returned": NoticeText(
        subject=_("Please change your text: {title}"),
        body=_("{name} has read your text and asks you to change it.\n\n{note}"),
        action=_("Open my text"),
    ),
    "revision_published": NoticeText(
        subject=_("People can now read your text: {title}"),
        body=_("Your text is published: {title}. Thank you. It helps people from today."),
        action=_("Read it"),
    ),
    "reviews_due": NoticeText(
        subject=_("Please check articles: {count}"),
        body=_("So many articles must be checked soon: {count}. The first is {title}, by {due:date}. Nobody can read an article that was not checked in time."),
        action=_("Check the articles"),
    ),
    "articles_expired": NoticeText(
        subject=_("Nobody can read these articles now: {count}"),
        body=_("So many articles were not checked in time: {count}. One of them is {title}. Read them and say that they are right, or change them."),
        action=_("Check the articles"),
    ),
}  # fmt: skip
