"""Captions in WebVTT (W3C, Candidate Recommendation of 2019), taken strictly and written anew.

Only times and words are kept: no style sheet, no region, no place on the picture, no note.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise

from django.utils.translation import gettext as _

from kundenkreis.core import text as texts
from kundenkreis.core.refusal import Invalid

MOST_BYTES = 500_000
MOST_CUES = 5_000
MOST_LETTERS = 500
# Captions may end so many seconds after the film, because lengths are rounded.
GRACE = 2.0
PARAGRAPH = 300
_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` to `end`, in seconds from the beginning."""

    start: float
    end: float
    text: str


def parse(data: bytes, *, seconds: float) -> list[Cue]:
    """The cues in order of time. `seconds`: how long the film is.

    :raises Invalid: `bad_captions`; the sentence names the line.
    """
    if len(data) > MOST_BYTES:
        raise _bad(_("These captions are too long. At most 500 kilobytes are possible."))
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(_("These captions are not written in UTF-8.")) from None
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        raise _bad(_("Captions begin with the line WEBVTT."))
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    _demand_order(cues, seconds)
    return cues


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines, each with the number of its first line; without the head."""
    found: list[tuple[int, list[str]]] = []
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            found.append((number - len(block), block))
            block = []
    return found[1:]


def _cue(number: int, block: list[str]) -> Cue | None:
    if re.match(r"NOTE([ \t]|$)", block[0]):
        return None
    if re.match(r"(STYLE|REGION)[ \t]*$", block[0]):
        raise _at(number, _("styles and regions are not possible"))
    if "-->" not in block[0]:
        number, block = number + 1, block[1:]
    found = _TIMING.fullmatch(block[0].strip()) if block else None
    if not found:
        raise _at(number, _("here should stand a time, such as 00:01.000 --> 00:04.000"))
    start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    text = _words(number, block[1:])
    if end <= start:
        raise _at(number, _("the end is not after the beginning"))
    return Cue(start, end, text)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _words(number: int, lines: list[str]) -> str:
    raw = _TAG.sub("", "\n".join(lines))
    if "<" in raw or "-->" in raw:
        raise _at(number, _("there is an unknown sign between < and >"))
    text = texts.tidy(unescape(raw))
    if not text:
        raise _at(number, _("there are no words"))
    if len(text) > MOST_LETTERS:
        raise _at(number, _("there are more than 500 letters at once"))
    return text


def _demand_order(cues: list[Cue], seconds: float) -> None:
    if not cues:
        raise _bad(_("There is not one caption in it."))
    if len(cues) > MOST_CUES:
        raise _bad(_("These captions are too long. At most 5000 are possible."))
    if any(after.start < before.start for before, after in pairwise(cues)):  # fmt: skip
        raise _bad(_("The captions are not in the order of their times."))
    if max(cue.end for cue in cues) > seconds + GRACE:
        raise _bad(_("These captions are longer than the film or recording."))


def _at(number: int, what: str) -> Invalid:
    return _bad(_("Line {number}: {what}.").format(number=number, what=what))


def _bad(sentence: str) -> Invalid:
    return Invalid("bad_captions", sentence, {"captions": sentence})


def written(cues: list[Cue]) -> str:
    """The captions as a file of our own making."""
    blocks = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{escape(cue.text, quote=False)}" for cue in cues]  # fmt: skip
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    minutes, rest = divmod(whole, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def transcript(content: str) -> list[str]:
    """What is said, in paragraphs to read: of captions as `written`."""
    said = [block.split("\n", 1)[1].replace("\n", " ") for block in content.strip().split("\n\n")[1:]]  # fmt: skip
    paragraphs: list[str] = []
    current = ""
    for each in map(unescape, said):
        current = f"{current} {each}".strip()
        if len(current) >= PARAGRAPH and current[-1] in ".!?":
            paragraphs.append(current)
            current = ""
    return [*paragraphs, current] if current else paragraphs
