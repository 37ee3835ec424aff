"""Doors to guides: reading and walking; writing."""
