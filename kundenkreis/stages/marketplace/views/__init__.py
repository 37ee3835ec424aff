"""Doors to visits, by noun."""
