"""What people are told about questions and answers."""

from django.utils.translation import gettext_lazy as _

from kundenkreis.notifications.registry import NoticeText

NOTICES = {
    "question_answered": NoticeText(
        subject=_("{author} answered: {title}"),
        body=_("{text}\n\nDid this help? Please say so with one click."),
        action=_("Yes, this helped"),
        answerable=True,
    ),
    "solution_awaited": NoticeText(
        subject=_("Did it help? {title}"),
        body=_(
            "{author} answered your question:\n\n{text}\n\nDid this help? Please say so with one click. Others with the same problem find it then."
        ),
        action=_("Yes, this helped"),
    ),
    "solution_proposed": NoticeText(
        subject=_("Is this solved? {title}"),
        body=_(
            "An experienced member says that this answer solves your question:\n\n{text}\n\nYou decide: say yes, or take it back."
        ),
        action=_("Say yes or no"),
    ),
    "question_merged": NoticeText(
        subject=_("Somebody asked the same: {title}"),
        body=_(
            "We joined your question with this one:\n\n{other}\n\nThere you find all answers. You hear of new ones."
        ),
        action=_("Read the answers"),
    ),
    "question_sheltered": NoticeText(
        subject=_("A first question waits for you"),
        body=_(
            "Somebody asks for the first time, or wishes for help. Please read the question before others do. After 12 hours it is public by itself."
        ),
        action=_("Read it first"),
    ),
    "question_released": NoticeText(
        subject=_("Your question is public now: {title}"),
        body=_(
            "An experienced member has read it:\n\n{text}\n\nWe write to you as soon as somebody answers."
        ),
        action=_("See the question"),
    ),
    "question_news": NoticeText(
        subject=_("A new answer: {title}"),
        body=_("{author} wrote:\n\n{text}"),
        action=_("Read the answers"),
        answerable=True,
    ),
    "comment_written": NoticeText(
        subject=_("A comment on your answer: {title}"),
        body=_("{author} wrote:\n\n{text}"),
        action=_("Read the comment"),
        answerable=True,
    ),
    "mentioned": NoticeText(
        subject=_("{author} mentions you: {title}"),
        body=_("{author} wrote:\n\n{text}"),
        action=_("Read it where it stands"),
        answerable=True,
    ),
    "answer_accepted": NoticeText(
        subject=_("Your answer helped: {title}"),
        body=_("Thank you. The person who asked says that your answer solved the problem."),
        action=_("See the question"),
    ),
    "question_solved": NoticeText(
        subject=_("Solved: {title}"),
        body=_("There is an answer that helped:\n\n{text}"),
        action=_("Read the answer"),
    ),
}
