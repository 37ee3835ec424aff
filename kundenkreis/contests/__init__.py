"""Idea contests: a question of the brand, answered by members within fixed days.

Members sort out the weakest answers (each has a few tokens), a jury of named people judges the rest by
criteria with reasons, and the result stands with them. Phases follow the dates, rules and prize are read before.
"""
