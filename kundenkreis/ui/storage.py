"""Static files as browsers get them: one style sheet, names with a hash, compressed.

`ui/css/all.css` lists one file per component with `@import url("x.css") layer(y);`. Browsers
understand it as it is (development, tests); `collectstatic` puts the files in place of the imports.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ALL = "ui/css/all.css"
_IMPORT = re.compile(r'@import url\("(?P<name>[\w.-]+)"\) layer\((?P<layer>[\w.-]+)\);')


def joined(css: Path) -> str:
    """The text of `all.css` with each import replaced by its file, in its layer."""

    def inlined(found: re.Match[str]) -> str:
        text = css.with_name(found["name"]).read_text(encoding="utf-8")
        return f"@layer {found['layer']} {{\n{text}}}"

    return _IMPORT.sub(inlined, css.read_text(encoding="utf-8"))


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # untyped
    """Joins, hashes, compresses. Before anything was collected, plain names serve."""

    # Only our own modules name one another by hashed paths; others' scripts stay as they came.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "ui/js/*.js",
            CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001
        ),
    )

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **options: Any,
    ) -> Iterator[Any]:
        """Called by collectstatic with what it copied."""
        if ALL in paths and not dry_run:
            text = joined(Path(self.path(ALL)))
            self.delete(ALL)
            self._save(ALL, ContentFile(text.encode()))
            paths = {**paths, ALL: (self, ALL)}
        yield from super().post_process(paths, dry_run, **options)

    def stored_name(self, name: str) -> str:
        """The name with its hash."""
        return str(super().stored_name(name)) if self.hashed_files else name
