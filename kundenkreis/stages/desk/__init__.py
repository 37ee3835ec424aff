"""The company's own team: an inbox of waiting cases, one agent a case, replies, call-backs.

Agents also open cases for callers and may do everything for them that the caller could do. The
desk says honestly how long one waits, also at night.
"""
