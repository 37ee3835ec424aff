"""Doors to firms: for the brand's managers, for dispatchers, for technicians."""
