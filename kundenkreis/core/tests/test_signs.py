"""Signs of a trick: found in what tricksters write, not in what help is about (T5, T18)."""

import re
from pathlib import Path

import pytest

from kundenkreis.core.signs import signs
from kundenkreis.core.tests.tricks import PLAIN, corpus

HERE = Path(__file__).parent
CONTENT = HERE.parent.parent / "channels/demo/content"
# The articles that warn of tricks name them.
ABOUT_TRICKS = ("pay-safely-online", "suspicious-message")


@pytest.mark.flow
def test_at_least_95_of_100_tricks_are_seen():
    tricks = corpus()
    assert len(tricks) >= 200
    missed = [(kind, text) for kind, text in tricks if kind not in signs(text)]
    assert 1 - len(missed) / len(tricks) >= 0.95, missed


@pytest.mark.parametrize("kind", PLAIN)
def test_no_kind_is_left_behind(kind):
    texts = PLAIN[kind]
    seen = [text for text in texts if kind in signs(text)]
    assert len(seen) / len(texts) >= 0.9


def clean() -> list[str]:
    """What people in need of help write: models, serial numbers, versions, prices, dates."""
    lines = (HERE / "clean.txt").read_text().splitlines()
    for file in sorted(CONTENT.rglob("*")):
        if file.suffix in (".md", ".toml", ".json") and not file.stem.startswith(
            ABOUT_TRICKS
        ):
            lines += file.read_text().splitlines()
    return [line.strip(" -*#>") for line in lines if len(line.strip(" -*#>")) > 12]


@pytest.mark.slow
def test_at_most_one_in_a_hundred_harmless_lines_is_marked():
    lines = clean()
    assert len(lines) > 1000
    wrong = [(line, signs(line)) for line in lines if signs(line)]
    assert len(wrong) / len(lines) <= 0.01, wrong


def test_models_and_serial_numbers_are_left_alone():
    lines = (HERE / "clean.txt").read_text().splitlines()
    wrong = [(line, signs(line)) for line in lines if signs(line)]
    assert len(wrong) / len(lines) <= 0.01, wrong


def test_what_is_ours_may_be_named():
    text = "Rufen Sie uns an: +41 44 500 10 10, oder www.alpenfon.example"
    assert "phone" in signs(text)
    assert signs(text, keep=["+41 44 500 10 10", "www.alpenfon.example"]) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", [10_000])
def test_a_long_text_takes_no_time_to_speak_of(size):
    from time import process_time

    for piece in (
        "null sieben ",
        "a.b@c ",
        "0 7 9 ",
        "t w i n t ",
        "bezahlen ",
        "x" * 40 + " ",
    ):
        text = (piece * (size // len(piece)))[:size]
        start = process_time()
        signs(text)
        assert process_time() - start < 2.0, re.sub(r"\s+", " ", piece)
