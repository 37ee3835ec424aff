"""Pictures of a folder of pages come along, written anew like all others; what is no raster picture does not."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

from kundenkreis.core.pictures import MOST_BYTES
from kundenkreis.core.refusal import Invalid
from kundenkreis.media import actions as media
from kundenkreis.stages.knowledge.mallard.page import words


@dataclass(slots=True)
class Pictures:
    """Takes each picture once. `left`: how many were not taken, by why."""

    folder: Path
    collection: str
    language: str
    at: datetime
    taken: set[str] = field(default_factory=set)
    left: Counter[str] = field(default_factory=Counter)
    _codes: dict[str, str] = field(default_factory=dict)

    def code(self, element: Element, otherwise: str) -> str:
        """What a text holds to show this `media`; empty where it is left out. `otherwise`: what is seen, where it does not say."""
        source = element.get("src", "")
        said = (words(element) or otherwise).translate(str.maketrans("[]\n", "() "))[:300]
        if source not in self._codes:
            self._codes[source] = self._taken(source, said)
        pk = self._codes[source]
        return f"![{said}](media:{pk})" if pk else ""

    def _taken(self, source: str, said: str) -> str:
        data = self._bytes(source)
        if not data:
            return ""
        try:
            row = media.add(BytesIO(data), words=said, language=self.language, source=f"{self.collection}/{source}", by=None, at=self.at)  # fmt: skip
        except Invalid as invalid:
            self.left[invalid.reason] += 1
            return ""
        self.taken.add(str(row.pk))
        return str(row.pk)

    def _bytes(self, source: str) -> bytes:
        """A raster picture of the collection. Its links may lead to the same pages in another language, no further."""
        path = self.folder / source
        kind = path.suffix.lower().lstrip(".")[:8] or "none"
        if kind not in ("png", "jpg", "jpeg", "webp"):
            self.left[kind] += 1
            return b""
        root = self.folder.resolve().parent.parent
        if ".." in path.relative_to(self.folder).parts or not path.resolve().is_relative_to(root) or not path.is_file():  # fmt: skip
            self.left["missing"] += 1
            return b""
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
