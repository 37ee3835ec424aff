"""What goes in and out about vouchers."""

from collections.abc import Mapping
from typing import Any

from ninja import Schema

from kundenkreis.core.schemas import MoneyOut


class VoucherIn(Schema):
    """The code as typed; empty: none."""

    code: str = ""


class VoucherOut(Schema):
    """What it pays of the wish's price, and what is left."""

    voucher: MoneyOut | None
    left: MoneyOut

    @classmethod
    def of(cls, shown: Mapping[str, Any]) -> "VoucherOut":
        off = shown["voucher"]
        return cls(
            voucher=MoneyOut.of(off) if off else None, left=MoneyOut.of(shown["own"])
        )
