"""Moderation tried on what the community writes: the room itself stands below all texts."""
