"""From rows and kept quotations to the facts that the rules of contracts take."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.sold import AcceptedLine, Sale
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text
from lumencare.sales.models import QuoteVersion
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import days_held, held_rows
from lumencare.sites.models import HeldPlan, System


def accepted_lines(version: QuoteVersion) -> Iterator[AcceptedLine]:
    """Yield the priced lines of an accepted version, as they were kept when it was issued."""
    kept: dict[str, Any] = version.quotation or {}
    for line in kept.get("lines", ()):
        if line["net"] is not None:
            yield _accepted(line)


def sale_of(version: QuoteVersion, edition: Edition, system: System, bought: date) -> Sale:
    """Return what an accepted version sells to whom; the bought plan years join those held."""
    years = tuple(service_years(edition, system, held_rows(system, bought), bought))
    return Sale(edition, system_of(system), bought, years)


def service_years(
    edition: Edition, system: System, rows: Iterable[HeldPlan], on: date
) -> Iterator[Span]:
    """Yield what is left of the contract years with service that a system holds (RO-1)."""
    order = system_of(system)
    for row in rows:
        days = days_held(row)
        if row.code not in {each.value for each in edition.holders}:
            continue
        if days is None or days.end <= on:
            continue
        labour = edition.terms[PlanCode(row.code), order.warranty_class].labour
        if row.project_year is None or row.project_year in labour:
            yield Span(max(days.start, on), days.end)


def _accepted(line: dict[str, Any]) -> AcceptedLine:
    return AcceptedLine(
        kind=LineKind(line["kind"]),
        code=line["code"],
        name=Text(line["name"]["zh"], line["name"]["en"]),
        quantity=line["quantity"],
        unit_net=Money.of(line["unit_net"]),
        net=Money.of(line["net"]),
        vat=Money.of(line["vat"]),
        vat_percent=Decimal(line["vat_percent"]),
        rule=line["rule"],
        formula=line["formula"],
        project_year=line["project_year"],
        starts=date.fromisoformat(line["from"]) if line["from"] else None,
    )
