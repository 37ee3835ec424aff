"""Ways out of the house: one folder each, all alike. See `notifications.socket`."""
