"""The assistant: answers from what the brand has published, with the passages cited, or says that it does not know.

It says that it is a machine and offers a human first. By default it quotes; a language model may
put the quotes into words, and is held to the same passages.
"""
