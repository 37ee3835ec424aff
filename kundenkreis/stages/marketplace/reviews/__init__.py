"""Doors to reviews: giving one, and what everyone reads of them."""
