"""How a text shows media: pictures, and our own player with captions and what is said."""

from collections.abc import Callable
from uuid import UUID

from kundenkreis import ui
from kundenkreis.media import queries, rules
from kundenkreis.media.models import Media
from kundenkreis.media.webvtt import transcript
from kundenkreis.people.request import Request

Show = Callable[[str, str], str]


def figures(request: Request, *texts: str) -> Show:
    """For the filter `markdown`: the HTML of a reference `(id, words)`, for what the reader may see; else its words."""
    staff = rules.is_team(request.roles)
    found = queries.visible(rules.named_in(*texts), request.person, staff=staff)
    language = (request.LANGUAGE_CODE or "de")[:2]

    def show(name: str, words: str) -> str:
        try:
            media = found.get(UUID(name))
        except ValueError:
            media = None
        return drawn(media, words, language) if media else ""

    return show


def drawn(media: Media, words: str, language: str) -> str:
    """One figure. `words`: of the text that shows it; `language`: whose captions are on from the beginning."""
    captions = sorted(media.captions.all(), key=lambda each: (each.language not in (language, media.language), each.language))  # fmt: skip
    values = {
        "media": media,
        "words": words.strip() or media.words,
        "captions": captions,
        "transcripts": [(each.language, transcript(each.content)) for each in captions],
        "language": language,
    }
    return ui.piece("media/_figure.html", values)
