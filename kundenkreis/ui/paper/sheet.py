"""One document on A4 paper, drawn by fpdf2. Whoever draws asks `kundenkreis.ui.paper` for it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from kundenkreis.ui.paper import WIDTH
from kundenkreis.ui.paper.letters import drawn

LEFT, FOOT = 20, 20
FONTS = Path(__file__).parent / "fonts"
GREY = (90, 90, 90)


class Paper(FPDF):
    """One document. `look` is the brand's (its colour `brand`), `name` stands at the top."""

    def __init__(
        self, title: str, *, name: str, look: dict[str, Any], at: datetime, foot: str = ""
    ) -> None:
        super().__init__(format="A4")
        self.foot, self.colour = foot, _rgb(look.get("brand", "#333333"))
        self.add_font("dejavu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("dejavu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(title)
        self.set_creator("Kundenkreis")
        self.set_creation_date(at)
        self.set_margins(LEFT, 18, LEFT)
        self.set_auto_page_break(True, FOOT + 8)
        self.add_page()
        self.set_fill_color(*self.colour)
        self.rect(0, 0, 210, 5, style="F")
        self.set_text_color(*self.colour)
        self.say(name, size=15, bold=True)
        self.set_text_color(0, 0, 0)

    def footer(self) -> None:
        """What stands at the foot of each page; nothing where a slip lies."""
        if not self.foot:
            return
        self.set_y(-FOOT)
        self.set_text_color(*GREY)
        self.say(self.foot, size=8, width=WIDTH - 20, last=False)
        self.say(f"{self.page_no()} / {{nb}}", size=8, width=20, align="R")
        self.set_text_color(0, 0, 0)

    def say(
        self, words: str, *, size: float = 10.5, bold: bool = False, width: float = WIDTH, align: str = "L",
        last: bool = True,
    ) -> None:  # fmt: skip
        """One line, or as many as long words need; with `last=False` one, and the next words stand beside it."""
        self.set_font("dejavu", "B" if bold else "", size)
        words = self.letters(words)
        if last and self.get_string_width(words) > width - 2 * self.c_margin:
            self.multi_cell(width, size * 0.52, words, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)  # fmt: skip
            return
        self.cell(
            width, size * 0.52, words, align=align,
            new_x=XPos.LMARGIN if last else XPos.RIGHT, new_y=YPos.NEXT if last else YPos.TOP,
        )  # fmt: skip

    def tell(self, words: str, *, size: float = 10.5, width: float = WIDTH) -> None:
        """As many lines as the words need."""
        self.set_font("dejavu", "", size)
        self.multi_cell(width, size * 0.52, self.letters(words), new_x=XPos.LMARGIN, new_y=YPos.NEXT)  # fmt: skip

    def letters(self, words: str) -> str:
        """The words as our font draws them."""
        return drawn(words, self.fonts["dejavu"].cmap)  # type: ignore[union-attr]

    def pair(self, key: str, value: str) -> None:
        """`Date: 14 March 2026`, the value in one column with the others."""
        self.set_text_color(*GREY)
        self.say(key, size=9.5, width=55, last=False)
        self.set_text_color(0, 0, 0)
        self.set_font("dejavu", "", 9.5)
        self.multi_cell(
            WIDTH - 55, 5.2, self.letters(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def line_across(self) -> None:
        """A thin line over the whole width."""
        self.set_draw_color(180, 180, 180)
        self.line(LEFT, self.get_y() + 1, LEFT + WIDTH, self.get_y() + 1)
        self.ln(3)

    def row(
        self, cells: Sequence[str], widths: Sequence[float], *, bold: bool = False, size: float = 9.5
    ) -> None:  # fmt: skip
        """A row of a table: the first column left (in as many lines as it needs), the others right."""
        self.set_font("dejavu", "B" if bold else "", size)
        height = size * 0.55
        first = self.letters(cells[0])
        told = self.multi_cell(widths[0], height, first, dry_run=True, output="LINES")
        lines = told if isinstance(told, list) else [first]
        if self.will_page_break(height * len(lines)):
            self.add_page()
        top = self.get_y()
        self.multi_cell(widths[0], height, first, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP)  # fmt: skip
        for cell, width in zip(cells[1:], widths[1:], strict=True):
            self.cell(width, height, cell, align="R", new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.set_xy(LEFT, top + height * len(lines) + 1.2)

    def done(self) -> bytes:
        """The file."""
        return bytes(self.output())


def _rgb(colour: str) -> tuple[int, int, int]:
    """`#0b5d5e` as three numbers."""
    digits = colour.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
