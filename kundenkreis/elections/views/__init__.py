"""Doors of elections and recalls."""
