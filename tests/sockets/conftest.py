"""Another moderator, for texts of the first one."""

from datetime import datetime

from kundenkreis.brands.models import Brand
from kundenkreis.people.models import Person
from tests.cast import make_person
from tests.kept import kept


@kept
def nora(alpenfon: Brand, at: datetime) -> Person:
    return make_person("Nora", at, "moderator")
