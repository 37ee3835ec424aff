"""Articles in folders: Markdown with front matter and HTML help centres in, Markdown out.

Safe to repeat: what is the same stays, what an editor rewrote here stays, a cut in the middle is
finished by the next run. Hostile files are text like any other, or skipped with a reason.
"""
