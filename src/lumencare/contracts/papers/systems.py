"""The systems of a contract as they were priced, and what is covered year by year."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from lumencare.contracts.models import ContractLine
from lumencare.contracts.papers.sold import Sold
from lumencare.documents.contract_context import ContractSystem
from lumencare.documents.quotation_context import START_UP_NAMES, START_UP_UNKNOWN
from lumencare.documents.quotation_site import say_place
from lumencare.domain.codes import PlanCode
from lumencare.domain.period import Span
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.cover import CoverQuestion, Held, cover_by_year
from lumencare.domain.quotation.line import LineKind
from lumencare.sites.facts import place_of


def systems_of(sold: Iterable[Sold], on: date) -> Iterator[ContractSystem]:
    """Yield each system once, with the cover of all that is sold for it; `on` the purchase."""
    by_system: dict[int, list[Sold]] = {}
    for each in sold:
        by_system.setdefault(each.system.pk, []).append(each)
    for group in by_system.values():
        yield _system(group[-1], [line for each in group for line in each.lines], on)


def _system(sold: Sold, lines: list[ContractLine], on: date) -> ContractSystem:
    request, edition, site = sold.request, sold.edition, sold.system.site
    place, system = say_place(place_of(site)), request.system
    listed: dict[str, Any] = sold.quoted.get("bom_snapshot") or {}
    taken = listed.get("taken_on")
    question = CoverQuestion(edition, system, max(on, system.order_date), tuple(_held(lines)))
    return ContractSystem(
        mark=sold.mark,
        project=request.project,
        system_type=request.system_type,
        place=place.zh,
        english_place=place.en,
        address=site.address,
        warranty_class=edition.class_by_code[system.warranty_class].text,
        start_up=START_UP_NAMES[system.start_up] if request.start_up_stated else START_UP_UNKNOWN,
        order_date=system.order_date,
        horizon_end=year_span(system.order_date, edition.horizon_years).end,
        bom=system.bom,
        bom_on=date.fromisoformat(taken) if taken else sold.quoted_on,
        list_hash=listed.get("sha256", ""),
        list_amount=request.list_amount,
        cover=cover_by_year(question),
    )


def _held(lines: Iterable[ContractLine]) -> Iterator[Held]:
    for line in lines:
        if line.kind == LineKind.PLAN:
            for term in line.terms.all():
                if term.ended_on is None:
                    yield Held(PlanCode(term.code), Span(term.starts_on, term.ends_on))
