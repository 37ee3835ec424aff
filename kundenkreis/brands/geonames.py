"""GeoNames' postal code files: read, one row per code, and the compact table we carry.

Format (download.geonames.org/export/zip/readme.txt): tab-separated country, postal code, place,
names and codes of three administrative levels, latitude, longitude, accuracy; no header.
"""

import gzip
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

COMPACT = Path(__file__).parent / "data" / "postal-codes.tsv.gz"


@dataclass(frozen=True, slots=True)
class Row:
    """A postal code with the middle of its area, in WGS 84 degrees."""

    country: str
    code: str
    place: str
    region: str
    lat: float
    lng: float
    # Whether the place gives its municipality the name.
    main: bool = False


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line that is no postal code, and why."""

    line: int
    why: str


def read(path: Path) -> Iterator[Row | Unusable]:
    """The rows of a `.zip`, `.txt`, `.tsv` or `.tsv.gz`, GeoNames' format or our compact one.

    :raises OSError: it cannot be opened. :raises UnicodeDecodeError: it is not text.
    """
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            yield _row(number, line.rstrip("\r\n").split("\t"))


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".txt") and "readme" not in name.lower():
                    with archive.open(name) as file:
                        yield from io.TextIOWrapper(file, "utf-8")
    elif path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with path.open(encoding="utf-8") as file:
            yield from file


def _row(number: int, cells: list[str]) -> Row | Unusable:
    if len(cells) >= 11:
        country, code, place, region, lat, lng = (*cells[:4], *cells[9:11])
        main = place == cells[7]
    elif len(cells) == 6:
        country, code, place, region, lat, lng = cells
        main = False
    else:
        return Unusable(number, f"{len(cells)} columns")
    try:
        row = Row(country.upper(), code.strip(), place[:120], region[:40], float(lat), float(lng), main)  # fmt: skip
    except ValueError:
        return Unusable(number, "no coordinates")
    if len(row.country) != 2 or not 0 < len(row.code) <= 10 or not row.place:
        return Unusable(number, "no country, code or place")
    if not (-90 <= row.lat <= 90 and -180 <= row.lng <= 180):
        return Unusable(number, "coordinates out of range")
    return row


def one_per_code(rows: Iterable[Row]) -> list[Row]:
    """Several places share a code: the municipality's own, else the most frequent; and its middle."""
    by_code: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.country, row.code].append(row)
    return [_middle(same) for _key, same in sorted(by_code.items())]


def _middle(same: list[Row]) -> Row:
    main = [row for row in same if row.main] or same
    place = Counter(row.place for row in main).most_common(1)[0][0]
    there = [row for row in same if row.place == place]
    lat, lng = fmean(row.lat for row in there), fmean(row.lng for row in there)
    first = there[0]
    return Row(first.country, first.code, place, first.region, round(lat, 4), round(lng, 4))
