"""The circle of members whom the brand invites, each with a reason: a space of their own, and a direct line to the brand.

What is written on the direct line is answered within a promised number of working days; a clock reminds the team, and a page
says honestly how often the promise was kept. Nobody is paid for being in it, and everybody may leave at any time.
"""
