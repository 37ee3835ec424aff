"""Regular visits: the same helper comes every week, every two or four, at the same hour.

The helper says yes once to the whole series. Each visit is an ordinary one, made by the clock four weeks
ahead; a visit that cannot be is left out with a word and other times. Either side ends one, or all.
"""
