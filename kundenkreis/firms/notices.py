"""What technicians and dispatchers are told about their firm."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "technician_invited": NoticeText(
        subject=_("{firm} asks you to work for them"),
        body=_(
            "{firm} would like you as a technician. If you say yes, their dispatcher assigns visits to you, and what you earn with them goes to {firm}.\n\nWithout your yes nothing changes."
        ),
        action=_("Look and decide"),
        written=True,
    ),
    "technician_joined": NoticeText(
        subject=_("{name} works for your firm now"),
        body=_("{name} said yes. You can assign visits to {name} from now on."),
        action=_("My technicians"),
    ),
    "technician_declined": NoticeText(
        subject=_("{name} does not want to work for your firm"),
        body=_("{name} said no to your invitation."),
        action=_("My technicians"),
    ),
    "technician_left": NoticeText(
        subject=_("{name} works for {firm} no longer"),
        body=_("{name} works for {firm} no longer. New visits are not assigned any more."),
        action=_("See more"),
        written=True,
    ),
    "dispatcher_named": NoticeText(
        subject=_("You are a dispatcher of {firm}"),
        body=_(
            "You assign the technicians of {firm} to visits. Please name the bank account of the firm first."
        ),
        action=_("To my firm"),
        written=True,
    ),
}
