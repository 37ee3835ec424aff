"""A solved case or question becomes the draft of an article, by one button, without personal data.

It then goes the way of every article. Whose answer it was is named with it, and thanked when people read it.
"""
