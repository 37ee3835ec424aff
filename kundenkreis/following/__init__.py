"""What somebody wants to hear of: questions about a topic, answers of a member.

Following a single question belongs to the community; here stands everything that goes beyond one.
Followers are told as things happen.
"""
