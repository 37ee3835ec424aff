"""Doors: the bytes themselves, and bringing them."""
