"""Workload: how the work in the community is spread over its members, and a friendly word to who carries very much.

Counts are for resting, not for praise: nothing here opens anything, and nobody else than the team reads names.
"""
