"""From rows to facts: the lines of a contract with their terms and neighbours."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from lumencare.contracts.models import ContractLine, Term
from lumencare.contracts.queries.facts import STANDINGS, LineFacts, Neighbour, Standing, TermFacts
from lumencare.contracts.queries.words import LINE_KINDS, LINE_STATES
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.text import Text

HUNDREDTHS = Decimal(100)


def line_facts(rows: Iterable[ContractLine], on: date, *, priced: bool) -> Iterator[LineFacts]:
    """Yield the lines; needs their system, quote, terms and neighbours at hand."""
    for row in rows:
        yield _line(row, on, priced=priced)


def standing_on(starts_on: date, ends_on: date, ended_on: date | None, on: date) -> Standing:
    """Return where days from a first up to, not including, an end lie, seen from a day."""
    if ended_on is not None and ended_on <= on:
        return Standing.ENDED
    if on < starts_on:
        return Standing.AHEAD
    return Standing.RUNNING if on < ends_on else Standing.OVER


def _line(row: ContractLine, on: date, *, priced: bool) -> LineFacts:
    net, vat = _amount(row.net_fen, priced=priced), _amount(row.vat_fen, priced=priced)
    return LineFacts(
        position=row.position,
        state=row.state,
        state_name=LINE_STATES[row.state],
        kind=row.kind,
        kind_name=LINE_KINDS[row.kind],
        code=row.code,
        name=name_of(row),
        system_pk=row.system_id,
        system_ref=row.system.ref,
        system_name=row.system.name,
        quantity=row.quantity,
        unit_net=_amount(row.unit_fen, priced=priced),
        net=net,
        vat=vat,
        gross=None if net is None or vat is None else net + vat,
        vat_percent=f"{(Decimal(row.vat_rate) / HUNDREDTHS).normalize():f}",
        edition=row.edition,
        rule=row.rule,
        # The formula names the amount of the hardware list.
        formula=row.formula if priced else "",
        bom=_amount(row.bom_fen, priced=priced),
        bought_on=row.bought_on,
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        quote=row.quote_version.quote.number,
        quote_version=row.quote_version.number,
        before=_neighbour(row.predecessor),
        after=_neighbour(getattr(row, "successor", None)),
        terms=tuple(_term(row, each, on, priced=priced) for each in row.terms.all()),
    )


def name_of(row: ContractLine) -> Text:
    """Return the name under which a line was sold."""
    return Text(row.name_zh, row.name_en)


def _term(row: ContractLine, term: Term, on: date, *, priced: bool) -> TermFacts:
    standing = standing_on(term.starts_on, term.ends_on, term.ended_on, on)
    if row.state == ContractLine.State.PENDING and standing is not Standing.OVER:
        standing = Standing.WAITING
    return TermFacts(
        project_year=term.project_year,
        starts_on=term.starts_on,
        last_day=term.ends_on - DAY,
        floating=term.floating,
        standing=standing,
        standing_name=STANDINGS[standing],
        net=_amount(term.net_fen, priced=priced),
        vat=_amount(term.vat_fen, priced=priced),
        ended_on=term.ended_on,
    )


def _neighbour(row: ContractLine | None) -> Neighbour | None:
    return None if row is None else Neighbour(row.contract.number, row.position, name_of(row))


def _amount(fen: int, *, priced: bool) -> Money | None:
    return Money.of_fen(fen) if priced else None
