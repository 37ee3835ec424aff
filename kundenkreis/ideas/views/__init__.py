"""Doors of the idea board: reading, writing, steering."""
