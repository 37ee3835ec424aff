"""The wait list: whoever found no time that suits is asked when one is freed.

The first in line has the time kept for her alone, for a short while and by the clock; then the next.
Nobody is told of a time that is gone: what is kept is a slot in the helper's calendar.
"""
