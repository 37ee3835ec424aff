"""Kundenkreis: the open platform with which a company lets its customers help one another."""
