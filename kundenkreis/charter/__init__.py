"""The community's rules, and how its members have a voice in them.

Rules are versions with dates. A change is proposed by the brand, or by a member with five supporters; it is discussed for 14 days
and voted on for 7, secretly, by members whose list is frozen when the vote opens. The brand decides, and says why where it departs.
"""
