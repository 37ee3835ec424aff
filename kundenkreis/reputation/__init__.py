"""What members may do because of what came of what they did: abilities, earned and lost by outcomes.

Rooms above report outcomes (`actions.record`); a rule, or a manager with a reason, gives and takes abilities.
Nothing here knows money, and nothing counts how much somebody wrote.
"""
