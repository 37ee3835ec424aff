"""What `kundenkreis import KIND` needs from a room that can take content in."""

from argparse import ArgumentParser, Namespace
from typing import Protocol


class Importer(Protocol):
    """Its docstring's first line is the help text. Importing twice makes no duplicates."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Say what the command line may hold."""

    def run(self, options: Namespace) -> object:
        """Import; the report is printed (`str`) and says what was skipped."""
