"""What helpers prove with documents: handed in, looked at by a named person, then erased.

A document waits until somebody of the team, never the helper or her family, confirms it for a time or
declines it with a reason. What stays is the `Verification` of the room `helpers`: what, who, from when,
until when. Before it ends, the helper is reminded.
"""
