"""What was sold as rows: lines with their terms, and the payments that they make due."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q

from lumencare.contracts.hosts import find_predecessor
from lumencare.contracts.models import Contract, ContractLine, Payment, Term
from lumencare.domain.contract.payments import instalments
from lumencare.domain.contract.sold import SoldLine
from lumencare.domain.period import Span
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import System

HUNDREDTHS = Decimal(100)


def add_lines(
    contract: Contract, version: QuoteVersion, system: System, sold: Sequence[SoldLine]
) -> list[ContractLine]:
    """Insert what was sold, with terms and payments; the lines are pending until they take effect.

    Raises Refused where a term shares a day with one of the same plan (D-22).
    """
    bought = bought_on(version)
    last = last_position(contract)
    lines = [
        _add_line(contract, version, system, each, last + place)
        for place, each in enumerate(sold, start=1)
    ]
    terms = [_add_terms(row, each, system) for row, each in zip(lines, sold, strict=True)]
    due = instalments(sold, bought)
    Payment.objects.bulk_create(
        Payment(
            contract=contract,
            line=lines[each.line],
            term=terms[each.line][each.term],
            due_on=each.due_on,
            net_fen=each.net.fen,
            vat_fen=each.vat.fen,
        )
        for each in due
    )
    return lines


def last_position(contract: Contract) -> int:
    """Return the place of the last line of a contract; 0 where it has none yet."""
    last: int | None = contract.lines.aggregate(last=Max("position"))["last"]
    return last or 0


def bought_on(version: QuoteVersion) -> date:
    """Return the day of the purchase: that of the acceptance (D-16)."""
    return in_shanghai(version.ended_at or version.changed_at).date()


def _add_line(
    contract: Contract, version: QuoteVersion, system: System, sold: SoldLine, position: int
) -> ContractLine:
    edition = edition_by_code(version.edition)
    return ContractLine.objects.create(
        contract=contract,
        position=position,
        system=system,
        quote_version=version,
        predecessor=find_predecessor(system, sold, edition, bought_on(version)),
        kind=sold.kind.value,
        code=sold.code,
        name_zh=sold.name.zh,
        name_en=sold.name.en,
        quantity=sold.quantity,
        unit_fen=sold.unit_net.fen,
        net_fen=sold.net.fen,
        vat_fen=sold.vat.fen,
        vat_rate=int(sold.vat_percent * HUNDREDTHS),
        edition=version.edition,
        rule=sold.rule,
        formula=sold.formula,
        bom_fen=system.bom_fen,
        bought_on=bought_on(version),
    )


def _add_terms(row: ContractLine, sold: SoldLine, system: System) -> list[Term | None]:
    """Insert the terms of a line; work by the day has none, and keeps its place in the list."""
    terms: list[Term | None] = []
    for each in sold.terms:
        if each.span is None:
            terms.append(None)
            continue
        require_free(system, each.code, each.span)
        terms.append(
            Term.objects.create(
                line=row,
                system=system,
                code=each.code,
                project_year=each.project_year,
                starts_on=each.span.start,
                ends_on=each.span.end,
                floating=each.floating,
                net_fen=each.net.fen,
                vat_fen=each.vat.fen,
            )
        )
    return terms


def require_free(system: System, code: str, span: Span, besides: Term | None = None) -> None:
    """Raise Refused where a system has a plan already on some of the days (D-22)."""
    # What was ended early still holds the days before.
    rows = Term.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=span.start),
        system=system,
        code=code,
        starts_on__lt=span.end,
        ends_on__gt=span.start,
    )
    others = rows if besides is None else rows.exclude(pk=besides.pk)
    found = others.order_by("starts_on").first()
    if found is not None:
        raise Refused(does_not_apply("D-22", _taken(found.starts_on, found.ends_on)))


def _taken(start: date, end: date) -> Text:
    last = Span(start, end).last_day
    return Text(
        f"该系统在 {start} 至 {last} 已有同一计划。",
        f"The system has this plan already from {say_english_day(start)} to "
        f"{say_english_day(last)}.",
    )
