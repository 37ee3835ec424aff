"""Pay by bill: the brand gives credit until the work is signed off, then sends a bill."""
