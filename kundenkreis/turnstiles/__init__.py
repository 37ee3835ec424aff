"""So often an hour through one door: what costs us something and needs no account is shared by everybody.

Counted by person, and by network for whoever has no account. No address is kept: a network is a fingerprint
that is new every day, and what was counted is gone after a day.
"""
