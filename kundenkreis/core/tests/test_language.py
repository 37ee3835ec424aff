"""Which language a few words are in; where they do not say, the reader's."""

import pytest

from kundenkreis.core.language import guess


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [
        # One letter before a hyphen or a full stop is no word.
        ("E-Mail", "de", "de"),
        ("Request support by e-mail", "en", "en"),
        ("Fonction MOYENNE.SI.ENS", "fr", "fr"),
        # What languages share tells nothing.
        ("Anmelden per Fingerabdruck", "de", "de"),
        ("Tipps zur Reduzierung des Energieverbrauchs Ihres Rechners", "fr", "de"),
        ("Nur bestimmte Seiten drucken, oder einen Bereich", "en", "de"),
        ("Why doesn’t my router blink?", "de", "en"),
        ("Dans les paramètres, c'est où ?", "it", "fr"),
        ("Stampare su una stampante della rete", "de", "it"),
        ("", "it", "it"),
        ("Router", "fr", "fr"),
    ],
)
def test_few_words_tell_their_language_or_are_in_the_readers(text, otherwise, expected):
    assert guess(text, otherwise=otherwise) == expected
