"""Makes kundenkreis/brands/data/postal-codes.tsv.gz from GeoNames' postal code files.

    python tools/postal_codes.py CH.zip LI.zip DE.zip AT.zip

The files: https://download.geonames.org/export/zip/ (CC BY 4.0). The same files give the same
bytes.
"""

import gzip
import sys
from pathlib import Path

from kundenkreis.brands.geonames import COMPACT, Row, one_per_code, read


def main(files: list[str]) -> int:
    """Write the table; exit code."""
    if not files:
        print(__doc__)  # noqa: T201 - a tool speaks
        return 2
    rows = [
        row
        for file in files
        for row in one_per_code(r for r in read(Path(file)) if isinstance(r, Row))
    ]
    lines = (
        f"{r.country}\t{r.code}\t{r.place}\t{r.region}\t{r.lat}\t{r.lng}\n" for r in rows
    )
    COMPACT.parent.mkdir(exist_ok=True)
    with COMPACT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("".join(lines).encode())
    print(f"{len(rows)} postal codes, {COMPACT.stat().st_size // 1000} kB")  # noqa: T201 - a tool speaks
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
