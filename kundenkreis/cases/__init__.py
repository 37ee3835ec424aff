"""The spine: one case from the first sentence to the end, whoever helps.

A case has attempts (one stage's try each), one thread of messages for all, and at its end one
private question. Stages plug in through a socket: they propose, begin and show a panel.
"""
