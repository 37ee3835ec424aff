"""Devices that ask for help themselves: their keys, their faults, and the help on their own display.

A device signs what it says and is answered with the fix in its language. What does not help becomes
a case with its context. Of the household nothing is known until somebody there wants help.
"""
