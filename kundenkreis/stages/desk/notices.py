"""What customers and agents are told by the desk."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "case_taken": NoticeText(
        subject=_("{agent} takes care of your case: {title}"),
        body=_("{agent} of our team has your case {reference} now and answers you."),
        action=_("Open my case"),
    ),
    "callback_due": NoticeText(
        subject=_("Please call {name} until {until:clock}"),
        body=_(
            "{name} asked to be called between {from:clock} and {until:clock}, at {phone}."
        ),
        action=_("Open the case"),
    ),
}
