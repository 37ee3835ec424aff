"""Doors: report, look again, decide."""
