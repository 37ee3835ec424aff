"""Rings: a message to a few chosen members, or to who follows a topic, beside the stored questions and answers.

Few receive it, seldom, and only who wants to; it says nothing about being read, is kept for 30 days, and is gone then.
"""
