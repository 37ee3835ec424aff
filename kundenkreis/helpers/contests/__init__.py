"""Doors to a helper's standing: every line of it, contesting one, answering that."""
