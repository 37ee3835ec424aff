"""Doors of toolkits: designing, and setting them up."""
