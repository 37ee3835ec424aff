"""Thanks at unexpected moments: rare words of a person of the team to a member whose help came to something.

Never for an amount, never twice within eight weeks, and nothing follows from it.
"""
