"""Badges: one for one concrete thing that helped, saying which; its member may hide it.

Never for how much somebody did, and never for money. Rooms above give them when they see the outcome.
"""
