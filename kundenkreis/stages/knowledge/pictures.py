"""Pictures of a folder of pages come along, written anew like all others; what is no raster picture does not."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from kundenkreis.core.pictures import MOST_BYTES
from kundenkreis.core.refusal import Invalid
from kundenkreis.media import actions as media
from kundenkreis.media.models import Media
from kundenkreis.stages.knowledge.folders.page import Page

# `![words](where "title")` in Markdown; where pictures lie, as the page says it.
_PICTURE = re.compile(
    r"!\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,100}\]){0,300})\]\([ \t]*<?([^)>\s]{1,1000})>?[^)\n]{0,300}\)"
)

# A picture that links to somewhere is a picture.
_LINKED = re.compile(r"\[(!\[[^\]\n]*\]\(media:[0-9a-f-]{36}\))\]\([^)\n]*\)")
# Where an export of ours put the picture of this id.
_OURS = re.compile(r"media/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[a-z]+")


@dataclass(slots=True)
class Pictures:
    """Takes each picture once. `within`: no link leads out of it; `left`: how many were not taken, by why."""

    folder: Path
    within: Path
    at: datetime
    taken: set[str] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    _codes: dict[str, str] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """Why pictures were left out, in words with numbers."""
        return ", ".join(f"{count} {why}" for why, count in sorted(self.left.items()))

    def code(self, source: str, words: str, language: str) -> str:
        """What a text holds to show this file of the folder, where `words` is seen; empty where it is left out."""
        said = " ".join(words.translate(str.maketrans("[]\n", "() ")).split())[:300]
        if source not in self._codes:
            self._codes[source] = self._taken(source, said, language)
        pk = self._codes[source]
        return f"![{said}](media:{pk})" if pk else ""

    def shown(self, page: Page, there: Callable[[str], str]) -> str:
        """The page's text with its pictures; instead of those that are left out what they say. The title says what
        is seen where nothing else does.

        `there`: the file of the folder that an address on this page means.
        """

        def one(found: re.Match[str]) -> str:
            said, source = found[1], found[2]
            if source.startswith("media:"):
                return found[0]
            words = re.sub(r"\\(.)", r"\1", said) or page.title
            return self.code(there(source), words, page.language) or (found[0] if page.family else said)  # fmt: skip

        return _LINKED.sub(r"\1", _PICTURE.sub(one, page.body))

    def _taken(self, source: str, said: str, language: str) -> str:
        if (ours := _OURS.fullmatch(source)) and Media.objects.filter(pk=ours[1]).exists():
            return ours[1]
        data = self._bytes(source)
        if not data:
            return ""
        try:
            row = media.add(BytesIO(data), words=said, language=language, source=f"{self.folder.resolve().name}/{source}", by=None, at=self.at)  # fmt: skip
        except Invalid as invalid:
            self.left[invalid.reason] += 1
            return ""
        self.taken.add(str(row.pk))
        return str(row.pk)

    def _bytes(self, source: str) -> bytes:
        """A raster picture that lies within."""
        path = self.folder / source
        if re.match(r"[a-z][a-z0-9+.-]*:|//", source, re.IGNORECASE):
            self.left["elsewhere"] += 1
            return b""
        kind = path.suffix.lower().lstrip(".")[:8] or "none"
        if kind not in ("png", "jpg", "jpeg", "webp"):
            self.left[kind] += 1
            return b""
        if ".." in Path(source).parts or not self._there(path):
            self.left["missing"] += 1
            return b""
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)

    def _there(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.within.resolve()) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            # No name of a file, too long for one, or a link to itself.
            return False
