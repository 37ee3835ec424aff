"""A batch as a table for a spreadsheet: number, code, how often it was used."""

import csv
from io import StringIO

from kundenkreis.vouchers import codes
from kundenkreis.vouchers.models import Voucher, VoucherBatch


def table(batch: VoucherBatch) -> str:
    """CSV with a head; the codes are derived anew."""
    used = dict(Voucher.objects.filter(batch=batch).values_list("number", "used"))
    paper = StringIO()
    writer = csv.writer(paper)
    writer.writerow(["number", "code", "uses", "used", "valid_until"])
    until = batch.valid_until.astimezone(batch.brand.zone).isoformat()
    for number, code in enumerate(codes.codes(batch), start=1):
        writer.writerow([number, code, batch.uses, used[number], until])
    return paper.getvalue()
