"""What customers and helpers are told about a visit."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText
from kundenkreis.stages.marketplace import firm_notices, search_notices, time_notices

# Who reads which.
FOR_HELPER = ("visit_asked", "request_missed", "visit_moved", "visit_called_off", "no_show_noted", "visit_signed_off", "extra_agreed", "extra_declined", "tip_given", "call_customer", "visit_tomorrow_helper", "wave_asked", "another_was_faster", "search_withdrawn", "time_agreed_helper", "technician_assigned")  # fmt: skip

NOTICES = {
    **search_notices.NOTICES,
    **time_notices.NOTICES,
    **firm_notices.NOTICES,
    "booking_made": NoticeText(
        subject=_("We asked {helper} to come on {when}"),
        body=_(
            "You ordered: {package}, {when}, {price}. Your reference is {reference}.\n\n{helper} answers until {answer_by} at the latest. You pay only when you sign off. If {helper} cannot come, you get all money back."
        ),
        action=_("See my visit"),
        written=True,
    ),
    "payment_awaited": NoticeText(
        subject=_("Please pay until {pay_by}: {package}"),
        body=_(
            "You ordered: {package}, {when}, {price}. We keep this time for you until {pay_by}.\n\nWe ask {helper} as soon as you have paid. Have you paid already? Then you need not do anything."
        ),
        action=_("Pay now"),
    ),
    "payment_missed": NoticeText(
        subject=_("Your order has expired: nothing was charged"),
        body=_(
            "We kept the time of {helper} on {when} until {pay_by}, but no payment came. Nothing was charged.\n\nYour details are kept, so choosing again takes a minute."
        ),
        action=_("Choose again"),
    ),
    "visit_price_due": NoticeText(
        subject=_("Please pay until {pay_by}: {package}"),
        body=_(
            "{helper} comes on {when}: {package}, {price}. We could not set the money aside by ourselves this time.\n\nPlease pay until {pay_by}. You choose how. Nothing is charged before the help is done."
        ),
        action=_("Pay now"),
        short=_("{helper} comes on {when}. Please pay {price} until {pay_by}."),
        sms="yes",
    ),
    "visit_unpaid": NoticeText(
        subject=_("No visit on {when}: it was not paid"),
        body=_(
            "The visit of {helper} on {when} was not paid until {pay_by}, so it does not take place. Nothing was charged.\n\nThe other regular visits stay."
        ),
        action=_("See the visit"),
        short=_("No visit of {helper} on {when}: it was not paid. Nothing was charged."),
        sms="yes",
    ),
    "payment_returned": NoticeText(
        subject=_("You get a payment back: {price}"),
        body=_(
            "Your payment for {package} came too late or twice. We send it back to you at once. You need not do anything."
        ),
        action=_("See my visit"),
    ),
    "visit_asked": NoticeText(
        subject=_("Can you come on {when}? {place}"),
        body=_(
            "Someone in {place} asks for: {package}, {when}, {price}.\n\nPlease answer until {answer_by}. You see the address once you have accepted."
        ),
        action=_("Answer"),
        short=_("{package}, {when:day}, {when:clock}, {place}, {price}. Please answer."),
        sms="fallback",
    ),
    "visit_accepted": NoticeText(
        subject=_("{helper} comes on {when}"),
        body=_(
            "{helper} has accepted: {package}, {when}, {price}.\n\nYour word for the door is {code_word}. {helper} must say it before you let anyone in."
        ),
        action=_("See my visit"),
        short=_("{helper} comes on {when:day}, {when:clock}. Word for the door: {code_word}."),
        sms="yes",
        written=True,
    ),
    "visit_declined": NoticeText(
        subject=_("{helper} cannot come on {when}"),
        body=_(
            "We are sorry: {helper} cannot come. You get {price} back.\n\nOthers near you are free. Your details are kept, so choosing someone else takes a minute."
        ),
        action=_("Choose someone else"),
        short=_("{helper} cannot come. You get {price} back. Please choose someone else."),
        sms="yes",
        written=True,
    ),
    "visit_expired": NoticeText(
        subject=_("{helper} did not answer in time"),
        body=_(
            "We are sorry: {helper} did not answer. You get {price} back.\n\nOthers near you are free. Your details are kept, so choosing someone else takes a minute."
        ),
        action=_("Choose someone else"),
        short=_("{helper} did not answer. You get {price} back. Please choose someone else."),
        sms="yes",
        written=True,
    ),
    "request_missed": NoticeText(
        subject=_("The request for {when} has expired"),
        body=_(
            "You did not answer in time, so we ask someone else. If you cannot take visits now, please pause your availability."
        ),
        action=_("My availability"),
    ),
    "visit_moved": NoticeText(
        subject=_("New time: {when}. Can you come?"),
        body=_(
            "The customer in {place} asks for another time: {package}, {when}.\n\nPlease answer until {answer_by}."
        ),
        action=_("Answer"),
        short=_("New time: {when:day}, {when:clock}? {package}, {place}. Please answer."),
        sms="fallback",
    ),
    "booking_moved": NoticeText(
        subject=_("We asked {helper} for the new time {when}"),
        body=_(
            "Your visit is moved to {when}. {helper} answers until {answer_by} at the latest. Your reference is {reference}."
        ),
        action=_("See my visit"),
    ),
    "visit_cancelled": NoticeText(
        subject=_("The visit on {when} is cancelled"),
        body=_(
            "The visit of {helper} on {when} does not take place. You get {back} back.\n\nYour case stays open. You can choose other help at any time."
        ),
        action=_("See my case"),
        short=_("The visit on {when:day}, {when:clock} is cancelled. You get {back} back."),
        sms="yes",
        written=True,
    ),
    "visit_called_off": NoticeText(
        subject=_("The visit on {when} is cancelled"),
        body=_(
            "The visit in {place} on {when} does not take place. The time is free in your calendar again."
        ),
        action=_("My day"),
        short=_("Cancelled: {package}, {when:day}, {when:clock}, {place}."),
        sms="fallback",
    ),
    "call_customer": NoticeText(
        subject=_("Please call your customer in {place}"),
        body=_(
            "You accepted: {package}, {when}. Please call today and ask what is needed. Then tick «I have called»."
        ),
        action=_("See the visit"),
    ),
    "visit_tomorrow": NoticeText(
        subject=_("Tomorrow at {when:clock}: {helper} comes"),
        body=_(
            "{helper} comes on {when:day}, {when:clock}: {package}. Your word for the door is {code_word}.\n\nDoes it still suit you? You can confirm, choose another time or cancel on one page."
        ),
        action=_("Confirm, move or cancel"),
        short=_("{helper} comes on {when:day}, {when:clock}. Does it still suit you?"),
        sms="yes",
    ),
    "visit_tomorrow_helper": NoticeText(
        subject=_("Tomorrow at {when:clock} in {place}"),
        body=_("You visit a customer in {place} on {when:day}, {when:clock}: {package}."),
        action=_("See the visit"),
    ),
    "visit_soon": NoticeText(
        subject=_("{helper} comes at {when:clock}. This is how you know who it is"),
        body=_(
            "{helper} comes at {when:clock}: {package}. {checks}\n\nBefore you open, ask for your word: {code_word}. Who does not know it, does not come in. You see a picture of {helper} on the page.\n\nIs something not right? Call us: {phone}."
        ),
        action=_("See who comes"),
        short=_("{helper} comes at {when:clock}. Ask for the word {code_word} before you open. Not right? {phone}"),
        sms="yes",
        urgent=True,
        written=True,
    ),
    "concern_raised": NoticeText(
        subject=_("Something is not right at visit {reference}"),
        body=_(
            "{name} told us in silence that something is not right at visit {reference}. Please call now: {phone}. The other side must not learn of it."
        ),
        action=_("See what was said"),
        short=_("Visit {reference}: {name} needs us now. {phone}"),
        urgent=True,
        written=True,
        private=True,
    ),
    "helper_on_the_way": NoticeText(
        subject=_("{helper} is on the way to you"),
        body=_(
            "{helper} comes between {comes_from:clock} and {comes_until:clock}. Your word for the door is {code_word}. {helper} must say it before you let anyone in.\n\nIs something not right? Please call us."
        ),
        action=_("See my visit"),
        short=_("{helper} is on the way. Word for the door: {code_word}. Something not right? Call us."),
        sms="yes",
        urgent=True,
    ),
    "extra_asked": NoticeText(
        subject=_("{helper} asks: {extra} for {extra_price}?"),
        body=_(
            "During the visit {helper} proposes: {extra}, {extra_price}. With it the visit costs {extra_total}.\n\nYou decide. Without your yes nothing is charged."
        ),
        action=_("Look and decide"),
    ),
    "extra_agreed": NoticeText(
        subject=_("Agreed: {extra}"),
        body=_("The customer agreed to: {extra}, {extra_price}."),
        action=_("To the visit"),
    ),
    "tip_given": NoticeText(
        subject=_("A tip for you: {tip}"),
        body=_("A customer says thank you with {tip}. All of it is yours."),
        action=_("To the visit"),
    ),
    "extra_declined": NoticeText(
        subject=_("Not wanted: {extra}"),
        body=_("The customer does not want: {extra}. The agreed price stays as it is."),
        action=_("To the visit"),
    ),
    "visit_completed": NoticeText(
        subject=_("{helper} is done. Please sign off"),
        body=_(
            "{helper} has completed: {package}.\n\nPlease look whether everything works and sign off. Then {helper} is paid. Without a word from you, this happens after seven days.\n\nIs {helper} still with you? You can also tell {helper} this code to sign off: {sign_off_code}."
        ),
        action=_("Sign off"),
        short=_("{helper} is done. Please look whether everything works and sign off."),
        sms="yes",
    ),
    "sign_off_reminder": NoticeText(
        subject=_("Did everything work? Please sign off"),
        body=_(
            "{helper} came to you for: {package}. {helper} is paid once you sign off. Is something not right? Please call us."
        ),
        action=_("Sign off"),
    ),
    "visit_unsuccessful": NoticeText(
        subject=_("{helper} could not solve it. You pay nothing"),
        body=_(
            "We are sorry that it did not work. You get {price} back. Your case stays open, and we look for other help with you."
        ),
        action=_("See my case"),
        written=True,
    ),
    "visit_missed": NoticeText(
        subject=_("The visit on {when} did not take place"),
        body=_("The visit of {helper} did not take place. You get {back} back. Your case stays open."),
        action=_("See my case"),
        written=True,
    ),
    "no_show_noted": NoticeText(
        subject=_("The visit on {when} did not take place"),
        body=_("The visit in {place} was reported as missed. If this is not right, please call us."),
        action=_("My day"),
        written=True,
    ),
    "visit_signed_off": NoticeText(
        subject=_("Signed off: {package}, {price}"),
        body=_(
            "The visit in {place} is signed off. {earned} is yours and will be paid out to you."
        ),
        action=_("My earnings"),
        written=True,
    ),
    "review_revealed": NoticeText(
        subject=_("You can read the review of your visit"),
        body=_("The reviews of the visit on {when} can be read now: {package}."),
        action=_("Read it"),
    ),
}  # fmt: skip
