"""Collusion: who thanks, votes for or rates whom, looked at every night for what chance and habit do not explain.

A finding is a question for a person, never an answer: it opens a case with its numbers and with innocent
explanations, and nothing happens to anybody until a moderator has decided with reasons.
"""
