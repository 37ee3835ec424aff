"""How a change of the rules goes. Pure."""

from datetime import timedelta

SUPPORTERS = 5
DISCUSSED = timedelta(days=14)
VOTED_ON = timedelta(days=7)
# A proposal without enough supporters ends then.
GATHERED = timedelta(days=60)
# Who may vote: here for so long, with a question or answer of her own, not of the team, not suspended.
HERE_FOR = timedelta(days=30)
# Proposals of one member that gather supporters at once.
MOST_OPEN = 2
COMMENTS_AN_HOUR = 20
