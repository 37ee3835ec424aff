"""The service worker's script: what this installation serves, then our own small files."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.templatetags.static import static

from kundenkreis import ui
from kundenkreis.brands.models import Brand

FOLDER = Path(ui.__file__).parent / "static" / "ui"
# The shell comes after what it asks; the first one is the pages' too.
PARTS = (
    "js/waiting",
    "worker/pages",
    "worker/taps",
    "worker/sending",
    "worker/shell",
    "worker/doors",
    "worker/push",
)


def script(brand: Brand, *, version: str) -> str:
    """JavaScript of `/service-worker.js`. A change of any file or of the look makes a new version."""
    files = [*_files(), f"/brand.css?v={version}"]
    parts = [static(f"ui/{part}.js") for part in PARTS]
    app = {
        "name": brand.name,
        "files": files,
        "offline": "/offline/",
        "icon": f"/icons/192.png?v={version}",
        "badge": f"/icons/badge-96.png?v={version}",
        "version": hashlib.sha256(json.dumps([files, parts]).encode()).hexdigest()[:12],
    }
    names = ", ".join(json.dumps(part) for part in parts)
    return f"const APP = {json.dumps(app)};\nimportScripts({names});\n"


@cache
def _files() -> tuple[str, ...]:
    """What every page needs: style, behaviours, letters, drawings."""
    scripts = sorted(f"ui/js/{path.name}" for path in (FOLDER / "js").glob("*.js"))
    rest = ("ui/css/all.css", "ui/vendor/htmx.js", "ui/icons.svg", "ui/mark.svg", "ui/fonts/atkinson-hyperlegible-next-latin.woff2")  # fmt: skip
    return tuple(static(name) for name in (*rest, *scripts))
