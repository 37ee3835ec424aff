"""Doors to reviews."""
