"""Doors: the help screen on a device's own display; keys and faults for managers."""
