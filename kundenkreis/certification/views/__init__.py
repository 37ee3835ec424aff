"""Doors to paths: for applicants and helpers, and for the team."""
