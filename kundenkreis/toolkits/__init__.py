"""Toolkits: a form of the brand with which customers design something for themselves.

The brand sets fields and rules between them; price and fit are shown at once. A design can be kept, submitted
for everyone, rated, and taken as a beginning by others, who always name where it came from.
"""
