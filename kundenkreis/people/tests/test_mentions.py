"""Names after an @."""

import pytest

from kundenkreis.people.mentions import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hallo @Funkerin, und @toni.", ["funkerin", "toni"]),
        ("schreib an a@funkerin.ch oder x/@toni", []),
        ("@Аylin ist ein Doppelgänger", ["аylin"]),
        ("@x", []),
    ],
)
def test_names_stand_after_an_at(text, names):
    assert names_in(text) == names
