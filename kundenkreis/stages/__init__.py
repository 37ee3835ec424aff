"""The five forms of help, siblings that do not know one another."""
