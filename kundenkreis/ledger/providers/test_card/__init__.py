"""The test card: a card network of our own that says yes, says no, and remembers."""
