// One behaviour per file; every page works without them.
