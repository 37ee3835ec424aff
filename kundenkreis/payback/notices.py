"""What people are told about payback."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "payback_month": NoticeText(
        subject=_("You get {points} points for {month}"),
        body=_(
            "{answers} of your answers helped. For that you get {points} points, worth {worth}.\n\nThe statement names every answer. You choose: credit, money, or a donation."
        ),
        action=_("See the statement"),
        private=True,
    ),
    "points_redeemed": NoticeText(
        subject=_("Done: {points} points, worth {worth}"),
        body=_("{what}\n\nWas that not you? Please call us at once: {phone}."),
        action=_("My points"),
        written=True,
        private=True,
    ),
}
