"""What follows each running line, kept with the line so that worklists need not price anything."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from lumencare.contracts.models import ContractLine, Term
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.renewable import NextYear, next_year_of
from lumencare.domain.edition import Edition
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import LineKind
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import system_of

AT_ONCE = 400
# One statement names every row of a part twice; a long one costs more than two short ones.
WRITTEN_AT_ONCE = 200
# The longest rung of the ladder: what is due later is priced when it comes near.
LOOK_AHEAD = timedelta(days=90)


def next_year(line: ContractLine, edition: Edition) -> NextYear | None:
    """Return what follows a line under an edition; None where nothing does."""
    if line.kind != LineKind.PLAN:
        return None
    terms = [each for each in line.terms.all() if each.ended_on is None]
    last = max(terms, key=lambda each: each.ends_on, default=None)
    if last is None:
        return None
    return next_year_of(
        edition,
        system_of(line.system),
        PlanCode(line.code),
        Span(last.starts_on, last.ends_on),
        last.project_year,
    )


def keep_next_year(line: ContractLine, on: date) -> None:
    """Write with a line what follows it, and with its predecessor that it was renewed."""
    keep_next_years([line], edition_in_force(on))
    if line.predecessor_id is not None:
        before = ContractLine.objects.filter(pk=line.predecessor_id)
        before.update(renew_by=None, renew_fen=0)


def keep_next_years(lines: Iterable[ContractLine], edition: Edition) -> int:
    """Write with many lines what follows them, where it is something else than before.

    Most nights nothing is: reading is cheap, and writing everything anew would not be. Lines that
    have a successor are left as they are. Returns how many were written.
    """
    count = 0
    for some in _in_parts(lines):
        changed = [each for each in some if _follow(each, edition)]
        fields = ["renew_by", "renew_fen"]
        count += ContractLine.objects.bulk_update(changed, fields, batch_size=WRITTEN_AT_ONCE)
    return count


def _follow(line: ContractLine, edition: Edition) -> bool:
    """Set what follows a line; tell whether it is something else than before."""
    found, before = next_year(line, edition), (line.renew_by, line.renew_fen)
    line.renew_by = None if found is None else found.renew_by
    line.renew_fen = 0 if found is None else found.net.fen
    return (line.renew_by, line.renew_fen) != before


def reprice_renewals(on: date) -> int:
    """Write the next year's price anew with every line that is due within the ladder (D-25).

    Another edition or another hardware list may hold by now.
    """
    until = on + LOOK_AHEAD
    rows = ContractLine.objects.filter(state="active", renew_by__gte=on, renew_by__lte=until)
    found = rows.select_related("system").prefetch_related("terms").order_by("pk")
    return keep_next_years(found.iterator(chunk_size=AT_ONCE), edition_in_force(on))


def last_terms(lines: Iterable[ContractLine]) -> dict[int, Term]:
    """Return the term of each line that ends last, by the line's key."""
    rows = Term.objects.filter(line__in=list(lines), ended_on=None).order_by("ends_on")
    return {each.line_id: each for each in rows}


def _in_parts(lines: Iterable[ContractLine]) -> Iterator[list[ContractLine]]:
    source = iter(lines)
    while some := list(islice(source, AT_ONCE)):
        yield some
