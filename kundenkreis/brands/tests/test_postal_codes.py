"""Postal codes: read from GeoNames' files, imported once, found as people write them."""

import zipfile
from argparse import ArgumentParser

import pytest

from kundenkreis.brands import geonames, postal_codes, queries
from kundenkreis.brands.models import PostalCode
from kundenkreis.core.refusal import Invalid

LINES = [
    "CH\t8004\tZürich\tKanton Zürich\tZH\tBezirk Zürich\t112\tZürich\t261\t47.3789\t8.5204\t",
    "CH\t3011\tBern 11\tKanton Bern\tBE\t\t\tBern\t351\t46.90\t7.40\t",
    "CH\t3011\tBern\tKanton Bern\tBE\t\t\tBern\t351\t46.95\t7.44\t",
    "CH\t9999\tNirgends\t\t\t\t\t\t\tkeine\tZahl\t",
    "kaputt",
    "LI\t9490\tVaduz\tVaduz\t7001\t\t\t\t\t47.1431\t9.5256\t",
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "CH.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("CH.txt", "\n".join(LINES))
        archive.writestr("readme.txt", "not a table")
    return path


def test_a_geonames_file_is_taken_with_one_row_per_code(db, file):
    report = postal_codes.take([file])
    assert (report.new, report.merged, len(report.skipped)) == (3, 1, 2)
    assert report.countries == ["CH", "LI"]
    bern = PostalCode.objects.get(code="3011")
    assert (bern.place, bern.lat, bern.lng) == ("Bern", 46.95, 7.44)
    assert "line 4: no coordinates" in str(report)


def test_importing_again_changes_nothing_and_tells_what_changed(db, file):
    postal_codes.take([file])
    assert postal_codes.take([file]).unchanged == 3
    PostalCode.objects.filter(code="8004").update(place="Zuerich")
    report = postal_codes.take([file])
    assert (report.new, report.changed, report.unchanged) == (0, 1, 2)
    assert PostalCode.objects.get(code="8004").place == "Zürich"
    assert PostalCode.objects.count() == 3


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff", b"<html>no</html>"])
def test_a_file_without_postal_codes_is_refused_and_nothing_is_stored(
    db, tmp_path, content
):
    path = tmp_path / "CH.txt"
    path.write_bytes(content)
    with pytest.raises(Invalid):
        postal_codes.take([path])
    broken = tmp_path / "CH.zip"
    broken.write_bytes(b"no archive")
    with pytest.raises(Invalid, match="unreadable"):
        postal_codes.take([broken])
    with pytest.raises(Invalid, match="unreadable"):
        postal_codes.take([tmp_path / "missing.txt"])
    assert not PostalCode.objects.exists()


@pytest.mark.slow
def test_the_table_we_carry_holds_four_countries(db):
    importer = postal_codes.PostalCodesImporter()
    parser = ArgumentParser()
    importer.arguments(parser)
    report = importer.run(parser.parse_args([]))
    assert report.countries == ["AT", "CH", "DE", "LI"]
    assert report.new > 16_000
    assert str(queries.place("8004")) == "8004 Zürich"
    innsbruck = queries.place("A-6020")
    assert innsbruck
    assert innsbruck.place == "Innsbruck"


@pytest.mark.flow
def test_the_compact_table_reads_back_what_was_written():
    rows = list(geonames.read(geonames.COMPACT))
    codes = {(row.country, row.code) for row in rows if isinstance(row, geonames.Row)}
    assert len(codes) == len(rows)


@pytest.mark.parametrize(
    "written",
    ["8004", " 8004 ", "CH-8004", "ch 8004", "8004 Zürich", "Langstrasse, CH–8004 Zürich"],
)
def test_a_postal_code_is_understood_as_people_write_it(alpenfon, written):
    place = queries.place(written)
    assert place
    assert place.code == "8004"


@pytest.mark.parametrize("written", ["", "Zürich", "0000", "D-8004", "80044", "8004" * 90])
def test_an_unknown_code_is_none_or_a_sentence(alpenfon, written):
    assert queries.place(written) is None
    with pytest.raises(Invalid, match="unknown_postal_code"):
        queries.place_or_refuse(written)


def test_liechtenstein_belongs_to_the_swiss_series(alpenfon):
    PostalCode.objects.create(country="LI", code="9490", place="Vaduz", lat=47.1, lng=9.5)
    assert str(queries.place("9490")) == "9490 Vaduz"
    assert queries.place("9490", country="DE") is None
    assert str(queries.place("FL-9490", country="DE")) == "9490 Vaduz"
