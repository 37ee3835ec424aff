"""From the bytes of a file to helpers and a report. The command and the page both come here."""

from datetime import datetime

from django.db import transaction

from kundenkreis.brands.models import Brand, ServicePackage, Skill
from kundenkreis.core.progress import progress
from kundenkreis.helpers import actions
from kundenkreis.helpers.imports import table
from kundenkreis.helpers.imports.cells import Cells, Line
from kundenkreis.helpers.imports.report import Report, Trouble
from kundenkreis.people.models import Person

AT_ONCE = 1000


def take(
    data: bytes,
    *,
    brand: Brand,
    only_check: bool = False,
    invite: bool = False,
    by: Person | None,
    at: datetime,
) -> Report:
    """Everyone in the file helps for the brand we are inside; thousand by thousand.

    Interrupted, the thousands done so far stay, and doing it again goes on.

    :raises Invalid: the file as a whole cannot be read. :raises NotAllowed: only managers.
    """
    packages = ServicePackage.objects.filter(withdrawn_at__isnull=True)
    skills = list(Skill.objects.values_list("slug", flat=True))
    cells = Cells(brand.country, {package.slug: package for package in packages}, skills)
    report, lines = Report(only_checked=only_check), list[Line]()
    for record in table.read(data):
        found = [record] if isinstance(record, Trouble) else cells.line(record)
        if isinstance(found, Line):
            lines.append(found)
        else:
            report.troubles += found
    for start in progress(range(0, len(lines), AT_ONCE), "Helpers"):
        some = lines[start : start + AT_ONCE]
        with transaction.atomic():
            done = actions.import_helpers(some, invite=invite, by=by, at=at)
            if only_check:
                transaction.set_rollback(True)
        report.add(done)
    return report
