"""Doors of this room, by noun."""
