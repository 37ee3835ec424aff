"""What the pages of cases show."""

from typing import Any

from django.utils.translation import ngettext

from kundenkreis.collusion import queries, words
from kundenkreis.collusion.models import CollusionCase
from kundenkreis.moderation.queries import things_of
from kundenkreis.moderation.socket import Waits


def cases() -> dict[str, Any]:
    """Waiting and decided cases, each with its line, and when was looked last."""
    return {
        "waiting": [(each, words.title(each)) for each in queries.open_cases()],
        "decided": [(each, words.title(each)) for each in queries.decided_cases()],
        "look": queries.last_look(),
    }


def case(row: CollusionCase) -> dict[str, Any]:
    """One case with everything that is known."""
    texts = things_of(row.evidence["subjects"])
    return {
        "case": row,
        "title": words.title(row),
        "lines": words.lines(row),
        "innocent": words.innocent(row),
        "members": [(each.person.shown_name, each.gave, each.received, each.person.joined_at) for each in row.members.all()],
        "texts": [
            {"title": texts[each].title, "href": texts[each].path, "meta": texts[each].caption}
            for each in row.evidence["subjects"] if each in texts
        ],
    }  # fmt: skip


def waits() -> Waits | None:
    """For the moderators' page."""
    count = queries.waiting()
    if not count:
        return None
    sentence = ngettext(
        "%(num)s pattern of thanks or votes waits for a look.",
        "%(num)s patterns of thanks or votes wait for a look.",
        count,
    ) % {"num": count}
    return Waits(sentence=sentence, path="/moderation/collusion/")
