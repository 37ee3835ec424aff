"""A payment service that costs nothing, with a page of its own, as real ones have."""
