"""`kundenkreis import helpers FILE.csv`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kundenkreis.brands import queries as brands
from kundenkreis.core import clock, scope
from kundenkreis.core.refusal import Invalid, NotFound
from kundenkreis.helpers.imports.report import Report
from kundenkreis.helpers.imports.taking import take


class HelpersImporter:
    """Helpers from a CSV file (columns: docs/import-helpers.md); the same file twice changes nothing."""

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV, first line names the columns")  # fmt: skip
        parser.add_argument("--brand", default="", help="short name (default: the installation's brand)")  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="only check the file, keep nothing")  # fmt: skip
        parser.add_argument("--invite", action="store_true", help="write an e-mail to everyone who is new")  # fmt: skip

    def run(self, options: Namespace) -> Report:
        """Take the file into the brand.

        :raises NotFound: `unknown_brand`. :raises Invalid: `unreadable`, or no such table.
        """
        brand = brands.brand_named(options.brand) if options.brand else brands.brand_for_host("")  # fmt: skip
        if brand is None:
            raise NotFound("unknown_brand", f"There is no brand {options.brand}.".rstrip())
        try:
            data = options.file.read_bytes()
        except OSError as trouble:
            raise Invalid("unreadable", f"{options.file} cannot be read ({type(trouble).__name__}).") from trouble  # fmt: skip
        with scope.inside(brand.pk):
            return take(
                data, brand=brand, only_check=options.dry_run, invite=options.invite, by=None, at=clock.now()
            )  # fmt: skip
