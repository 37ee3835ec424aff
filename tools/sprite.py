"""Puts the icons named in a list into one SVG sprite: sprite.py ICONS_FOLDER LIST TARGET."""

import re
import sys
from pathlib import Path

HEAD = '<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence: icons.LICENSE.txt -->\n'
STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


def symbol(name: str, svg: str) -> str:
    """One icon as `<symbol id=name>`."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if not inner:
        raise SystemExit(f"{name}: no drawing")
    lines = " ".join(line.strip() for line in inner[1].splitlines() if line.strip())
    return f'<symbol id="{name}" viewBox="0 0 24 24"><g {STROKE}>{lines}</g></symbol>\n'


def main(folder: str, names: str, target: str) -> None:
    wanted = sorted(set(Path(names).read_text(encoding="utf-8").split()))
    drawings = [
        symbol(name, (Path(folder) / f"{name}.svg").read_text(encoding="utf-8"))
        for name in wanted
    ]
    Path(target).write_text(HEAD + "".join(drawings) + "</svg>\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
