"""Self-service: articles that solve a problem without anybody's time.

An article has one row per language, joined to its translations by `family`, and numbered
revisions of which one is published. Whether it helped is asked on the page and inside a case.
"""
