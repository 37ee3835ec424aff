"""Doors of the community: reading, asking, answering."""
