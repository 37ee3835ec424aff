"""Lead users: customers who are ahead of others and need a solution themselves, found only among those who asked for it.

A score is computed for whoever opted in, and explained to her line by line; people decide, with a reason, and invite.
Who accepts works with the brand in a lasting private space; leaving erases what she left there.
"""
