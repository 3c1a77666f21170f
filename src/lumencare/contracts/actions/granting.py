"""Allowances that a line gives: yearly services of its plan, and man-days that were bought."""

from collections.abc import Iterator
from datetime import date

from lumencare.contracts.models import Allowance, Contract, ContractLine
from lumencare.domain.codes import PlanCode
from lumencare.domain.entitlement import TENTHS
from lumencare.domain.period import DAY
from lumencare.domain.quotation.line import LineKind
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.facts import system_of

BY_THE_DAY = {LineKind.HOURS.value, LineKind.ADDED_VALUE.value}


def add_allowances(contract: Contract, line: ContractLine, today: date) -> None:
    """Insert what a line gives from now on, each service of each contract year once (D-23)."""
    given = _bought(contract, line, today) if line.kind in BY_THE_DAY else _yearly(contract, line)
    Allowance.objects.bulk_create(given)


def keep_man_days(contract: Contract) -> None:
    """Let man-days that were bought last as long as the contract, which has grown longer (0025)."""
    bought = contract.allowances.filter(line__kind__in=BY_THE_DAY, ended_on=None)
    bought.filter(ends_on__lt=contract.ends_on).update(ends_on=contract.ends_on)


def _yearly(contract: Contract, line: ContractLine) -> Iterator[Allowance]:
    """Yield the counted services of a plan for each year in which it serves (SC-5, D-5)."""
    if line.kind != LineKind.PLAN:
        return
    edition, plan = edition_by_code(line.edition), PlanCode(line.code)
    labour = edition.terms[plan, system_of(line.system).warranty_class].labour
    services = [each for each in edition.included if each.plan is plan and each.per_year]
    for term in line.terms.filter(ended_on=None).order_by("starts_on"):
        if term.project_year is not None and term.project_year not in labour:
            continue
        for service in services:
            yield Allowance(
                contract=contract,
                line=line,
                system=line.system,
                code=service.code,
                name_zh=service.text.zh,
                name_en=service.text.en,
                rule=service.rule,
                starts_on=term.starts_on,
                ends_on=term.ends_on,
                tenths=(service.per_year or 0) * TENTHS,
            )


def _bought(contract: Contract, line: ContractLine, today: date) -> Iterator[Allowance]:
    """Yield man-days that were bought: they can be used as long as the contract runs."""
    yield Allowance(
        contract=contract,
        line=line,
        system=line.system,
        code=line.code,
        name_zh=line.name_zh,
        name_en=line.name_en,
        rule=line.rule,
        starts_on=today,
        ends_on=contract.ends_on or today + DAY,
        tenths=line.quantity * TENTHS,
    )
