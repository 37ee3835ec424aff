"""What the brand offers: its services with price, needs and length, and its ladder of stages.

Managers set it here, one question a page; each change is kept with who, when and why, and prices by date.
What is booked stays as it was agreed: a change counts for what is booked later.
"""
