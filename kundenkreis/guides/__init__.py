"""Guided fixes: one question a page, until it works or somebody else goes on.

A guide is a small tree of questions and ends, written by the team in versions. Whoever walks it
stays in the version she began, and what she tried is kept for whoever helps her next.
"""
