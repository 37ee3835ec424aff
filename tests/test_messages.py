"""Every sentence is there in every language, and says the same with the same values."""

import re
from collections.abc import Callable

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from django.utils import translation

from tools.messages import LANGUAGES, collected, path_of, sentences, translated

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{[\w:]*\}")


@pytest.fixture(scope="module")
def said() -> set[tuple[str, str | None]]:
    return {key(message) for message in sentences(collected())}


def key(message: Message) -> tuple[str, str | None]:
    return forms(message.id)[0], message.context


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """One sentence, or its singular and plural."""
    return [text or ""] if isinstance(text, str | None) else list(text)


def offending(language: str, wrong: Callable[[str, str], bool]) -> list[str]:
    """Translations of which `wrong(id, translation)` is true."""
    return [
        written
        for message in sentences(translated(language))
        for original, written in zip(forms(message.id), forms(message.string), strict=True)
        if wrong(original, written)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_what_is_said_and_nothing_else(
    language: str, said: set[tuple[str, str | None]]
) -> None:
    held = {key(message) for message in sentences(translated(language))}
    assert said - held == set(), "run `make messages` and translate"
    assert held - said == set(), "run `make messages`"


@pytest.mark.flow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_untranslated_or_fuzzy(language: str) -> None:
    assert offending(language, lambda original, written: not written) == []
    assert not [m.id for m in sentences(translated(language)) if m.fuzzy]


@pytest.mark.flow
@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    def lost(original: str, written: str) -> bool:
        return sorted(PLACEHOLDER.findall(original)) != sorted(PLACEHOLDER.findall(written))

    assert offending(language, lost) == []


@pytest.mark.slow
def test_pages_double_the_percent_sign() -> None:
    """Jinja2 formats each sentence of a page, also those without placeholders."""
    alone = [
        text
        for message in sentences(collected())
        if any(file.endswith((".html", ".txt")) for file, _line in message.locations)
        for text in forms(message.id)
        if "%" in re.sub(r"%%|%\(\w+\)s", "", text)
    ]
    assert alone == []


@pytest.mark.slow
def test_german_is_written_as_in_switzerland() -> None:
    assert offending("de", lambda original, written: "ß" in written) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogues_are_up_to_date(language: str) -> None:
    with path_of(language).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    written = sorted(
        (forms(m.id), forms(m.string)) for m in sentences(translated(language))
    )
    assert sorted((forms(m.id), forms(m.string)) for m in sentences(compiled)) == written


def test_english_stays_english() -> None:
    with translation.override("en"):
        assert translation.gettext("My cases") == "My cases"
    with translation.override("de"):
        assert translation.gettext("My cases") == "Meine Anliegen"
