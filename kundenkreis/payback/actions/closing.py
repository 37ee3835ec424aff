"""A month is over: its budget is shared, once."""

from collections.abc import Sequence
from datetime import date, datetime

from kundenkreis.brands.models import Brand
from kundenkreis.core import scope
from kundenkreis.core.events import announce
from kundenkreis.core.transactions import one_transaction
from kundenkreis.ledger import points as ledger
from kundenkreis.payback import formula, queries
from kundenkreis.payback.events import PaybackMonthClosed
from kundenkreis.payback.models import PaybackLine, PaybackMonth, PaybackShare
from kundenkreis.payback.queries import Helped
from kundenkreis.people.models import Person


@one_transaction
def close_month(month: date, *, by: Person | None, at: datetime) -> PaybackMonth | None:
    """Share the month's budget over what helped in it. Again, or fifty at once: the first one's.

    None: the brand had set nothing for it. Every figure stands on the statements; the database compares
    months, shares, lines and the ledger.
    """
    # All who close wait here in line.
    Brand.objects.select_for_update(no_key=True).get(pk=scope.brand_id())
    if before := PaybackMonth.objects.filter(month=month).first():
        return before
    terms = queries.terms_of(month)
    if terms is None:
        return None
    helped = {each.line.key: each for each in queries.helped_in(month, at=at)}
    lines = formula.counted([each.line for each in helped.values()])
    authors = sorted({line.author for line in lines})
    new = queries.newcomers(authors)
    fixed, shared = formula.month(terms.budget, lines, new, terms.first_points)
    sums = {who: fixed.get(who, 0) + shared.get(who, 0) for who in authors}
    row = PaybackMonth.objects.create(
        month=month, budget=terms.budget, currency=terms.currency, points=sum(sums.values()), closed_at=at
    )  # fmt: skip
    persons = {str(each.answer.author_id): each.answer.author for each in helped.values()}
    for author in authors:
        if sums[author]:
            mine = [helped[line.key] for line in lines if line.author == author]
            _share(row, persons[author], mine, points=sums[author], fixed=fixed.get(author, 0))  # fmt: skip
    ledger.issue(
        {persons[who]: points for who, points in sums.items()}, subject=f"payback-month:{row.pk}", by=by, at=at
    )  # fmt: skip
    announce(PaybackMonthClosed(month=str(row.pk)), by=by, at=at)
    return row


def _share(
    month: PaybackMonth, person: Person, helped: Sequence[Helped], *, points: int, fixed: int
) -> None:  # fmt: skip
    """Her share and its lines: the points of the lines sum to it."""
    quality = sum(each.line.weight for each in helped)
    share = PaybackShare.objects.create(
        month=month, person=person, points=points, fixed=fixed, quality=round(quality, 4)
    )
    parts = {each.line.key: round(each.line.weight * 10**4) for each in helped}
    of_line = formula.shared(points - fixed, parts)
    PaybackLine.objects.bulk_create(
        PaybackLine(
            share=share, subject=f"answer:{each.line.key}", title=each.answer.question.title, path=each.answer.path,
            answered_at=each.answer.at, givers=each.line.givers, solved=each.line.solved,
            novelty=each.line.novelty, weight=each.line.weight, points=of_line[each.line.key],
        )
        for each in helped
    )  # fmt: skip
