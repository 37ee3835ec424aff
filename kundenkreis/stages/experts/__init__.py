"""Crowd service: expert customers advise others one to one, for a price.

The modified blended agent: a customer or an agent passes a case to the experts who know its
topic; one takes it, talks in the case's thread, ends it with a summary and is judged. Who is
judged well is asked first the next time, and all of that is explained.
"""
