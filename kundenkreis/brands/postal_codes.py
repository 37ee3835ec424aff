"""Postal codes with coordinates, from GeoNames' files or from the table we carry."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

from django.db import transaction

from kundenkreis.brands import geonames
from kundenkreis.brands.models import PostalCode
from kundenkreis.core.progress import progress
from kundenkreis.core.refusal import Invalid

BATCH = 2000
MOST_LISTED = 20


@dataclass(slots=True)
class Report:
    """What an import did. Printing it tells."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    countries: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        countries = ", ".join(self.countries)
        lines = [
            f"Postal codes of {countries}: {counts}, {len(self.skipped)} lines skipped."
        ]
        if self.merged:
            lines.append(f"{self.merged} further places share a code with another.")
        lines += [f"  {line}" for line in self.skipped[:MOST_LISTED]]
        if len(self.skipped) > MOST_LISTED:
            lines.append(f"  and {len(self.skipped) - MOST_LISTED} more")
        return "\n".join(lines)


class PostalCodesImporter:
    """Postal codes with coordinates (GeoNames' files; without FILE: Switzerland, Liechtenstein, Germany, Austria)."""

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", type=Path, nargs="*", metavar="FILE", help="CC.zip or CC.txt"
        )

    def run(self, options: Namespace) -> Report:
        """Import the files, or the table we carry.

        :raises Invalid: a file cannot be read, or holds no postal code.
        """
        return take(options.files or [geonames.COMPACT])


@transaction.atomic
def take(paths: Sequence[Path]) -> Report:
    """Every postal code of the files, one row each; the last file wins. All or nothing.

    :raises Invalid: `unreadable`, `no_postal_codes`.
    """
    report = Report()
    rows: list[geonames.Row] = []
    for path in paths:
        found = _read(path, report)
        if not found:
            raise Invalid("no_postal_codes", f"There are no postal codes in {path}.")
        rows += found
    codes = list({(row.country, row.code): row for row in rows}.values())
    report.countries = sorted({row.country for row in codes})
    _store(codes, report)
    return report


def _read(path: Path, report: Report) -> list[geonames.Row]:
    try:
        lines = list(geonames.read(path))
    except (OSError, UnicodeError, BadZipFile, EOFError) as trouble:
        raise Invalid(
            "unreadable", f"{path} cannot be read ({type(trouble).__name__})."
        ) from trouble
    rows = [line for line in lines if isinstance(line, geonames.Row)]
    report.skipped += [
        f"{path.name}, line {line.line}: {line.why}"
        for line in lines
        if isinstance(line, geonames.Unusable)
    ]
    merged = geonames.one_per_code(rows)
    report.merged += len(rows) - len(merged)
    return merged


def _store(rows: Sequence[geonames.Row], report: Report) -> None:
    known = {
        (each.country, each.code): each
        for each in PostalCode.objects.filter(country__in=report.countries)
    }
    fresh = []
    for row in rows:
        old = known.get((row.country, row.code))
        if old and _facts(old) == _facts(row):
            report.unchanged += 1
            continue
        report.new += old is None
        report.changed += old is not None
        fresh.append(
            PostalCode(
                country=row.country, code=row.code, place=row.place, region=row.region,
                lat=row.lat, lng=row.lng,
            )
        )  # fmt: skip
    for start in progress(range(0, len(fresh), BATCH), "Postal codes"):
        PostalCode.objects.bulk_create(
            fresh[start : start + BATCH],
            update_conflicts=True,
            unique_fields=["country", "code"],
            update_fields=["place", "region", "lat", "lng"],
        )


def _facts(row: PostalCode | geonames.Row) -> tuple[str, str, float, float]:
    return row.place, row.region, row.lat, row.lng
