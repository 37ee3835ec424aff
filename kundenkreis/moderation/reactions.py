"""What this room does when something was decided: its author hears it, with rule and reasons."""

from django.conf import settings
from django.utils import translation

from kundenkreis.moderation import queries
from kundenkreis.moderation.events import ContentDecided
from kundenkreis.moderation.models import Outcome, Rule, StatementOfReasons
from kundenkreis.notifications.actions import notify
from kundenkreis.notifications.models import EventRow

KINDS = {Outcome.HIDDEN: "text_hidden", Outcome.RESTORED: "text_restored"}


def tell_author(event: ContentDecided, *, row: EventRow) -> None:
    """The author of a text hears what was decided, by which rule and why."""
    rows = StatementOfReasons.objects.select_related("author")
    statement = rows.filter(pk=event.statement).first()
    kind = statement and KINDS.get(Outcome(statement.outcome))
    if not statement or not statement.author or not kind:
        return
    thing = queries.thing_for(statement.target, reader=None)
    values = {
        "title": thing.title,
        "rule": words_of(statement.rule),
        "facts": statement.facts,
    }
    notify(person=statement.author, kind=kind, row=row, values=values, path=thing.path)


def words_of(rule: str) -> dict[str, str]:
    """The rule's words in all languages."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = str(Rule(rule).label) if rule else ""
    return words
