"""Doors of private spaces: ways in, talk, members."""
