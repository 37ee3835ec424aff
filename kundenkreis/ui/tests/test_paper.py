"""Letters on paper: every name is drawn, whatever way it is written, and none breaks the page."""

import pytest

from kundenkreis.ui.paper import sheet
from kundenkreis.ui.paper.letters import apart, drawn

KNOWN = {*range(0x20, 0x250), *range(0x5D0, 0x5EB), *range(0x600, 0x700), *range(0xFE70, 0xFEFD), 0x25A1}  # fmt: skip


@pytest.mark.flow
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Vreni Čapek-Łuczak", "Vreni Čapek-Łuczak"),
        ("דוד כהן", "ןהכ דוד"),
        (f"Help by {apart('דוד')}, 12", "Help by " + "דוד"[::-1] + ", 12"),
        ("محمد", "\ufeaa\ufee4\ufea4\ufee3"),
        ("Vreni 👩‍👩‍👧", "Vreni"),
        ("王小明", "□□□"),
        ("𝓥reni", "Vreni"),
    ],
)
def test_letters_are_drawn_in_order_joined_and_never_lost(written, shown):
    assert drawn(written, KNOWN) == shown


@pytest.mark.slow
@pytest.mark.parametrize("name", ["W" * 400, "Anna " * 80, "محمد علي " * 30, "😀" * 50, "", "\u202eevil"])  # fmt: skip
def test_no_name_breaks_a_page_or_leaves_it(name, at, caplog):
    page = sheet("Paper", name=name, look={}, at=at, foot=name[:60])
    page.say(name)
    page.pair(name, name)
    page.row([name, "1.00"], (130, 40))
    assert page.page_no() <= 3
    assert page.get_x() == page.l_margin
    assert page.done().startswith(b"%PDF")
    assert "missing" not in caplog.text
