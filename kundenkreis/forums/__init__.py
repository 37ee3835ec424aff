"""Forums that a brand had before: their questions, answers and members come along, and old addresses lead here.

An export is read as a stream and staged in a file, so its size does not matter; each thread is taken in a
transaction of its own. What was taken before is left as it stands now, so importing again goes on or
changes nothing.
"""
