"""Pauses: until then somebody gets no requests, no mentions and no digests, and nothing she earned fades.

Any room that asks somebody for something leaves out who pauses. A pause ends by itself.
"""
