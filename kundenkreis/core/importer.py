"""What `kundenkreis import KIND` and `kundenkreis export KIND` need from a room."""

from argparse import ArgumentParser, Namespace
from typing import Protocol


class Importer(Protocol):
    """Its docstring's first line is the help text. Importing twice makes no duplicates."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Say what the command line may hold."""

    def run(self, options: Namespace) -> object:
        """Import; the report is printed (`str`) and says what was skipped."""


class Exporter(Protocol):
    """Its docstring's first line is the help text. Exporting twice gives the same."""

    def arguments(self, parser: ArgumentParser) -> None:
        """Say what the command line may hold."""

    def run(self, options: Namespace) -> object:
        """Write; the report is printed (`str`) and says what was written."""
