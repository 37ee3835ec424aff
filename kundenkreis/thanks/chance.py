"""Whether somebody is thanked this month, and when: by chance, but the same whenever it is asked. Pure."""

from datetime import date
from hashlib import sha256

# In one month of four, on a day from the 1st to the 28th, at a full hour from 9 to 18.
ONE_IN = 4
DAYS, FIRST_HOUR, HOURS = 28, 9, 10


def moment_of(brand: int, person: str, month: date) -> tuple[int, int] | None:
    """Day of the month and hour; None: not in this month. The seed is brand, person and month alone."""
    seed = sha256(f"thanks:{brand}:{person}:{month:%Y-%m}".encode()).digest()
    if seed[0] % ONE_IN:
        return None
    return 1 + seed[1] % DAYS, FIRST_HOUR + seed[2] % HOURS


def choice_of(brand: int, person: str, month: date, count: int) -> int:
    """Which of so many texts."""
    seed = sha256(f"words:{brand}:{person}:{month:%Y-%m}".encode()).digest()
    return int.from_bytes(seed[:4]) % count
