"""What became of a file: counts, and every line that was left out, with what to do about it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing about one line that keeps it out: where it is, and how to mend it."""

    # As a text editor counts; 0: the whole file.
    line: int
    # The column as the file heads it; empty: the line as a whole.
    column: str
    sentence: str

    def __str__(self) -> str:
        where = _("Line {line}").format(line=self.line)
        return f"{where}, {self.column}: {self.sentence}" if self.column else f"{where}: {self.sentence}"  # fmt: skip


@dataclass(slots=True)
class Report:
    """Printing it tells; the page shows the same."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    # New ones for whom the file names no service: nobody finds them yet.
    idle: int = 0
    invited: int = 0
    only_checked: bool = False
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """What happened to some more lines."""
        for name in ("new", "changed", "unchanged", "idle", "invited"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.troubles = sorted(self.troubles + other.troubles, key=lambda each: each.line)

    @property
    def left_out(self) -> int:
        """How many lines were left out."""
        return len({each.line for each in self.troubles})

    @property
    def headline(self) -> str:
        """The counts in one sentence."""
        words = _(
            "{new} new, {changed} changed, {unchanged} unchanged, {left} lines left out."
        )
        counts = words.format(
            new=self.new, changed=self.changed, unchanged=self.unchanged, left=self.left_out
        )
        return (
            f"{_('Only checked, nothing was kept.')} {counts}"
            if self.only_checked
            else counts
        )

    @property
    def remarks(self) -> list[str]:
        """What else is worth knowing."""
        found = []
        if self.idle:
            found.append(ngettext("{count} new helper does no service yet.", "{count} new helpers do no service yet.", self.idle).format(count=self.idle))  # fmt: skip
        if self.invited:
            found.append(ngettext("{count} invitation is sent by e-mail.", "{count} invitations are sent by e-mail.", self.invited).format(count=self.invited))  # fmt: skip
        return found

    def __str__(self) -> str:
        return "\n".join(
            [self.headline, *self.remarks, *(f"  {each}" for each in self.troubles)]
        )
