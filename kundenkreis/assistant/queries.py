"""An answer to a question: quoted or put into words, cited; or: I don't know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from kundenkreis.assistant import model
from kundenkreis.assistant.extracting import Quote, quotes
from kundenkreis.assistant.sources import gather
from kundenkreis.core.language import guess
from kundenkreis.core.text import tidy
from kundenkreis.search.rules import scrubbed

LONGEST = 1000
_CITED = re.compile(r"\s*\[(\d+)\]")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the answer and the numbers of the passages it stands on, from 1."""

    text: str
    cites: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the assistant says. Without quotes it does not know. `generated`: a model chose the words."""

    question: str
    quotes: Sequence[Quote] = ()
    lines: Sequence[Line] = field(default_factory=tuple)
    generated: bool = False

    @property
    def known(self) -> bool:
        return bool(self.quotes)


def answer(question: str, *, language: str) -> Reply:
    """The answer, from what may be read at this moment and nothing else. Keeps nothing."""
    question = tidy(question[:LONGEST].encode("utf-8", "ignore").decode())
    if not question:
        return Reply(question=question)
    # Whose number or address it is answers nothing, and no sign for it is a word.
    asked = scrubbed(question, most=LONGEST).replace("…", " ")
    found = quotes(asked, gather(asked, language=language))
    quoted = [Line(text=quote.text, cites=[number]) for number, quote in enumerate(found, start=1)]  # fmt: skip
    if not found or not model.ready():
        return Reply(question=question, quotes=found, lines=quoted)
    passages = [(quote.source.title, quote.text) for quote in found]
    try:
        said = model.ask(question, passages, language=guess(question, otherwise=language))
    except model.Unusable as unusable:
        log.warning("assistant model not used", reason=str(unusable))
        return Reply(question=question, quotes=found, lines=quoted)
    if said is None:
        return Reply(question=question)
    return Reply(question=question, quotes=found, lines=_lines(said), generated=True)


def _lines(said: str) -> list[Line]:
    """The model's sentences, with their citations taken out of the text."""
    found = []
    for sentence in re.split(r"(?<=\])\s+(?!\[)", said):
        cites = sorted({int(each) for each in _CITED.findall(sentence)})
        found.append(Line(text=_CITED.sub("", sentence).strip(), cites=cites))
    return found
