"""Ways in: the API, the demo, later mail, devices, widgets. They know every room and hold no rules."""
