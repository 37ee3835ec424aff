"""Every guard of the database is needed: for each, something gets through once it is taken away."""
