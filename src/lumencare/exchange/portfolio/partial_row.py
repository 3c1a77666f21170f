"""What rules refuse in a row of which not everything could be read: only what is certain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.problems import Problem
from lumencare.domain.projectyear import anniversary
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.refusals import OPTIONS, PLANS, Refusal, find_refusals
from lumencare.domain.reach import reach_of
from lumencare.domain.request import PlanChoice, QuotationRequest
from lumencare.domain.system import System
from lumencare.exchange.portfolio.written import WrittenChoices
from lumencare.exchange.workbook.rows import RowPlace

# What an amount is does not decide what may be bought.
ANY_AMOUNT = Money.of(1_000_000)


def find_certain_refusals(edition: Edition, on: date, fields: Mapping[str, Any]) -> list[Refusal]:
    """Return what rules refuse in a row whatever stands in the cells that could not be read.

    `fields` lacks those; plans and options that were left blank are there, without choices.
    """
    if not any(fields[each].choices for each in (PLANS, OPTIONS) if each in fields):
        return []
    inquiries = _possible_inquiries(edition, on, fields)
    certain = list(find_refusals(next(inquiries)))
    while certain and (inquiry := next(inquiries, None)):
        found = find_refusals(inquiry)
        certain = [each for each in certain if each in found]
    return certain


def say_refusals(
    refusals: Iterable[Refusal], row: RowPlace, written: Mapping[str, WrittenChoices[Any]]
) -> list[Problem]:
    """Return refusals as problems of their cells, each showing what was typed there."""
    problems = (
        each.as_problem(row.where(each.field), written[each.field].shown(each.choices))
        for each in refusals
    )
    return list(dict.fromkeys(problems))


def _possible_inquiries(edition: Edition, on: date, fields: Mapping[str, Any]) -> Iterator[Inquiry]:
    """Yield an inquiry for each thing that the cells that could not be read might have said."""
    reach = reach_of(edition, fields["city"].place) if "city" in fields else None
    options = fields[OPTIONS].choices if OPTIONS in fields else ()
    classes = [fields["warranty_class"]] if "warranty_class" in fields else list(WarrantyClass)
    days = [fields["order_date"]] if "order_date" in fields else list(_possible_days(edition, on))
    for warranty_class, order_date in product(classes, days):
        system = System(warranty_class, order_date, ANY_AMOUNT, StartUp.PARTNER)
        request = QuotationRequest(
            ref="", project="", customer="", city="", system_type="", system=system
        )
        for plans in _possible_plans(edition, fields):
            yield Inquiry(edition, replace(request, plans=plans, options=options), on, reach)


def _possible_days(edition: Edition, on: date) -> Iterator[date]:
    """Yield an order date for each project year that may be running, from the second on.

    In year 1 a plan without years may be put off to a later one (D-5). Nobody means that by
    choosing two plans for the same service, so it does not make such a pair uncertain (D-22).
    """
    for year in range(2, edition.horizon_years + 1):
        yield anniversary(on, -year) + 180 * DAY


def _possible_plans(edition: Edition, fields: Mapping[str, Any]) -> list[tuple[PlanChoice, ...]]:
    """Return the plans that were read, or else none and one that options may come with (RO-1)."""
    if PLANS in fields:
        return [fields[PLANS].choices]
    return [(), (PlanChoice(PlanCode.SERVICE_CARE),)]
