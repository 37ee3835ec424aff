"""The one private question, answered with one tap from a message: without signing in.

The link opens nothing but this question. Mail programs open links by themselves, so opening it
stores nothing; pressing a button does.
"""
